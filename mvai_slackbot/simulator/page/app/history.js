// The messages of this window: read in pages and by thread, kept true by the stream, marked as read.
import { get, post } from "./api.js";
import { channelName, currentChannel, state, update } from "./store.js";

const PAGE = 100;
const arriving = new Map(); // channel id -> messages that came while its first ones are being read

const sorted = (list) => [...new Map(list.map((one) => [one.ts, one])).values()].sort((a, b) => (a.ts < b.ts ? -1 : 1));

/** Whether a message stands in its thread alone. */
export const isReply = (message) =>
  Boolean(message.thread_ts) && message.thread_ts !== message.ts && message.subtype !== "thread_broadcast";

export function showTitle() {
  const channel = currentChannel();
  const unread = [...state.channels.values()].reduce((sum, one) => sum + (one.unread || 0), 0);
  const where = channel ? channelName(channel) : `${state.app.name} home`;
  document.title = `${unread ? `(${unread}) ` : ""}${where} · ${state.people.get(state.me)?.real_name || ""}`;
}

/** The oldest message of the channel itself that is here. */
export const oldest = (channel) => state.messages.get(channel)?.find((one) => !isReply(one))?.ts;

/** Reads the newest messages, or those before a ts; beforeDrawing is called once they are here. */
export async function readMessages(channel, before, beforeDrawing = () => {}) {
  const who = state.me;
  arriving.set(channel, []);
  const answer = await get("messages", { as: who, channel, before, limit: PAGE });
  if (!answer.ok || who !== state.me) return;
  const messages = new Map(state.messages);
  const newest = answer.messages.at(-1)?.ts || "";
  // What came while the answer was under way is newer than the answer; what is not in it any more is gone.
  const here = [...(messages.get(channel) || []), ...(arriving.get(channel) || [])];
  const known = before ? here : here.filter((one) => one.ts > newest || isReply(one));
  arriving.delete(channel);
  messages.set(channel, sorted([...answer.messages, ...known]));
  const more = new Map(state.more).set(channel, answer.has_more);
  beforeDrawing();
  update({ messages, more });
  markRead(channel);
}

export async function refreshMessages() {
  for (const id of [...state.messages.keys()]) await readMessages(id);
}

/** Reads a whole thread, however old its first message is. */
export async function readThread(channel, ts) {
  const who = state.me;
  const answer = await get("thread", { as: who, channel, ts });
  if (!answer.ok || who !== state.me) return;
  putList(channel, (list) => sorted([...list, ...answer.messages]));
}

export function markRead(id) {
  const channel = state.channels.get(id);
  const newest = state.messages.get(id)?.at(-1);
  if (!channel || !newest || document.hidden || state.place?.id !== id) return;
  if (channel.unread) {
    update({ channels: new Map(state.channels).set(id, { ...channel, unread: 0 }) });
    showTitle();
  }
  const now = state.channels.get(id);
  if (now.last_read < newest.ts) {
    now.last_read = newest.ts;
    post("read", { as: state.me, channel: id, ts: newest.ts });
  }
}

export function putList(id, edit) {
  if (!state.messages.has(id)) return;
  update({ messages: new Map(state.messages).set(id, edit(state.messages.get(id))) });
}

export function putMessage(id, message, isNew, counted) {
  if (isNew) arriving.get(id)?.push(message);
  putList(id, (list) =>
    isNew ? sorted([...list, message]) : list.map((one) => (one.ts === message.ts ? message : one)),
  );
  const channel = state.channels.get(id);
  if (!isNew || !channel) return;
  const here = state.place?.id === id && !document.hidden;
  if (here) markRead(id);
  else if (counted && message.user !== state.me && counts(message)) {
    update({ channels: new Map(state.channels).set(id, { ...channel, unread: (channel.unread || 0) + 1 }) });
  }
}

// As the workspace counts: neither Slack's own lines nor replies in threads make a channel unread.
export const counts = (message) =>
  !message.subtype?.startsWith("channel_") && (!message.thread_ts || message.thread_ts === message.ts);

/** Whoever comes back to the window sees where they left off. */
function looked() {
  const channel = currentChannel();
  if (!channel || document.hidden) return;
  if (channel.unread) update({ line: { channel: channel.id, after: channel.last_read } });
  markRead(channel.id);
}

document.addEventListener("visibilitychange", looked);
