// The messages of this window: read in pages and by thread, kept true by the stream, marked as read.
import { get, post } from "./api.js";
import { channelName, currentChannel, state, update } from "./store.js";

const PAGE = 100;
const underWay = new Set(); // {channel, late}: messages that are being read, and what changed among them meanwhile

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

/** Asks for messages; null when there is no answer for who is here now. What changed meanwhile is newer than the answer. */
async function ask(what, query) {
  const one = { channel: query.channel, late: [] };
  const who = state.me;
  underWay.add(one);
  const answer = await get(what, { as: who, ...query });
  underWay.delete(one);
  if (!answer.ok || who !== state.me) return null;
  return { ...answer, with: (list) => one.late.reduce((all, edit) => edit(all), sorted([...list])) };
}

/** Reads the newest messages, or those before a ts; beforeDrawing is called once they are here. Answers whether they are. */
export async function readMessages(channel, before, beforeDrawing = () => {}) {
  const answer = await ask("messages", { channel, before, limit: PAGE });
  if (!answer) return false;
  const messages = new Map(state.messages);
  const newest = answer.messages.at(-1)?.ts || "";
  const here = messages.get(channel) || [];
  // What is not in the answer any more is gone.
  const known = before ? here : here.filter((one) => one.ts > newest || isReply(one));
  messages.set(channel, answer.with([...answer.messages, ...known]));
  const more = new Map(state.more).set(channel, answer.has_more);
  beforeDrawing();
  update({ messages, more });
  markRead(channel);
  return true;
}

export async function refreshMessages() {
  for (const id of [...state.messages.keys()]) await readMessages(id);
}

/** Reads a whole thread, however old its first message is. */
export async function readThread(channel, ts) {
  const answer = await ask("thread", { channel, ts });
  if (answer) putList(channel, (list) => answer.with([...list, ...answer.messages]));
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
  for (const one of underWay) if (one.channel === id) one.late.push(edit);
  if (!state.messages.has(id)) return;
  update({ messages: new Map(state.messages).set(id, edit(state.messages.get(id))) });
}

export function putMessage(id, message, isNew, counted) {
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
