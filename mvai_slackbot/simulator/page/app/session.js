// Who this window is, where it stands, and the stream of changes that keeps it true.
import { explain } from "./actions.js";
import { get, post } from "./api.js";
import { appDirectMessage, channelName, currentChannel, state, update } from "./store.js";

let stream = null;
let waiting = null; // changes that come while the state is being read; applied after it

/** Becomes this person: first the stream, then the state, so that nothing falls between the two. */
export async function become(person, options = {}) {
  waiting = [];
  await listen(person);
  await load(person, options);
}

/** Reads everything this person may see; the place comes from the address, or stays. */
async function load(person, { channel, replace } = {}) {
  waiting ||= [];
  const answer = await get("state", { as: person });
  const late = waiting || [];
  waiting = null;
  if (!answer.ok) return update({ failure: explain(answer.error), ready: false });
  const changed = answer.me.id !== state.me;
  const people = new Map(answer.people.map((one) => [one.id, one]));
  const channels = new Map([...answer.channels, ...answer.dms].map((one) => [one.id, one]));
  const patch = { people, channels, me: answer.me.id, ready: true, failure: null, connected: true };
  for (const key of ["team", "app", "notice", "commands", "shortcuts", "home", "views"]) patch[key] = answer[key];
  if (changed) Object.assign(patch, { messages: new Map(), more: new Map(), thread: null, panel: null, place: null });
  patch.callCount = answer.calls;
  setClock(answer.clock);
  update(patch);
  for (const change of late) apply(change, false);
  const wanted = placeNamed(channel) || (state.place && placeStillThere(state.place)) || firstPlace();
  goTo(wanted, { replace: replace ?? true });
  refreshMessages();
}

export function setClock(clock) {
  update({ clock: { ...clock, readAt: performance.now() } });
}

function placeStillThere(place) {
  return place.kind === "app-home" || state.channels.has(place.id) ? place : null;
}

function firstPlace() {
  const joined = [...state.channels.values()].find((one) => !one.is_im && one.is_member);
  const first = joined || appDirectMessage() || [...state.channels.values()][0];
  return first ? { kind: "channel", id: first.id } : { kind: "app-home" };
}

function placeNamed(name) {
  if (!name) return null;
  if (name === "app-home" && state.app.home_enabled) return { kind: "app-home" };
  if (name === "app") return appDirectMessage() && { kind: "channel", id: appDirectMessage().id };
  const match = (one) => one.id === name || nameInAddress(one) === name;
  const found = [...state.channels.values()].find(match);
  return found ? { kind: "channel", id: found.id } : null;
}

function nameInAddress(channel) {
  if (!channel.is_im) return channel.name;
  if (channel.user === state.app.bot_user_id) return "app";
  return `@${state.people.get(channel.user)?.handle || channel.user}`;
}

export function addressOf(handle, place) {
  const query = new URLSearchParams({ as: handle });
  if (place?.kind === "app-home") query.set("channel", "app-home");
  const channel = place?.kind === "channel" && state.channels.get(place.id);
  if (channel) query.set("channel", nameInAddress(channel));
  return `?${query}`;
}

function showTitle() {
  const channel = currentChannel();
  const unread = [...state.channels.values()].reduce((sum, one) => sum + (one.unread || 0), 0);
  const where = channel ? channelName(channel) : `${state.app.name} home`;
  document.title = `${unread ? `(${unread}) ` : ""}${where} · ${state.people.get(state.me)?.real_name || ""}`;
}

/** Opens a channel, a direct message or the app's Home. */
export function goTo(place, { replace } = {}) {
  if (!place) return;
  const same = state.place?.kind === place.kind && state.place?.id === place.id;
  const handle = state.people.get(state.me)?.handle || state.me;
  const address = addressOf(handle, place);
  if (address !== location.search) history[replace ? "replaceState" : "pushState"]({ place }, "", address);
  update({ place, drawer: false, ...(same ? {} : { thread: null, panel: null }) });
  showTitle();
  if (place.kind === "app-home") post("open_home", { as: state.me });
  else if (!state.messages.has(place.id)) readMessages(place.id);
  else markRead(place.id);
}

let callsAwaited = null;

/** Reads the rows of the wire that are not here yet. */
export async function readCalls() {
  callsAwaited = null;
  const answer = await get("calls", { after: state.calls.at(-1)?.n ?? 0 });
  if (!answer.ok) return;
  const known = new Set(state.calls.map((one) => one.n));
  update({ calls: [...state.calls, ...answer.calls.filter((one) => !known.has(one.n))].slice(-400) });
}

/** Requests come in bursts; the count, and the rows if somebody looks, follow them a moment later. */
function heardCalls(n) {
  state.callCount = n;
  callsAwaited ||= setTimeout(() => {
    callsAwaited = null;
    if (state.wireOpen) readCalls();
    else update({});
  }, 200);
}

async function refreshMessages() {
  for (const id of [...state.messages.keys()]) await readMessages(id);
}

/** Reads the newest messages, or those before the oldest one already here. */
export async function readMessages(channel, before) {
  const who = state.me;
  arriving.set(channel, []);
  const answer = await get("messages", { as: who, channel, before, limit: 100 });
  if (!answer.ok || who !== state.me) return;
  const messages = new Map(state.messages);
  const newest = answer.messages.at(-1)?.ts || "";
  // What came while the answer was under way is newer than the answer; what is not in it any more is gone.
  const here = [...(messages.get(channel) || []), ...(arriving.get(channel) || [])];
  const known = before ? here : here.filter((one) => one.ts > newest);
  arriving.delete(channel);
  messages.set(channel, sorted([...answer.messages, ...known]));
  const more = new Map(state.more).set(channel, answer.has_more);
  update({ messages, more });
  markRead(channel);
}

const arriving = new Map(); // channel id -> messages that came while its first ones are being read
const sorted = (list) => [...new Map(list.map((one) => [one.ts, one])).values()].sort((a, b) => (a.ts < b.ts ? -1 : 1));

function markRead(id) {
  const channel = state.channels.get(id);
  const newest = state.messages.get(id)?.at(-1);
  if (!channel || !newest || document.hidden || state.place?.id !== id) return;
  if (channel.unread) {
    update({ channels: new Map(state.channels).set(id, { ...channel, unread: 0 }) });
    showTitle();
  }
  if (channel.read_ts !== newest.ts) {
    channel.read_ts = newest.ts;
    post("read", { as: state.me, channel: id, ts: newest.ts });
  }
}

/** Opens the stream of changes; resolves when it stands, or when it is clear that it will not. */
function listen(person) {
  stream?.close();
  stream = new EventSource(`/page/stream?${new URLSearchParams({ as: person })}`);
  let opened = false;
  return new Promise((done) => {
    stream.onopen = () => {
      // What happened while the line was down is read anew; nothing is replayed.
      if (opened) load(person);
      opened = true;
      update({ connected: true });
      done();
    };
    stream.onerror = () => {
      update({ connected: false });
      done();
    };
    stream.onmessage = (event) => {
      const change = JSON.parse(event.data);
      if (waiting) waiting.push(change);
      else apply(change, true);
    };
  });
}

const APPLY = {
  message: ({ channel, message }, counted) => putMessage(channel, message, true, counted),
  message_changed: ({ channel, message }) => putMessage(channel, message, false),
  message_deleted: ({ channel, ts }) => putList(channel, (list) => list.filter((one) => one.ts !== ts)),
  channel: ({ channel }) => putChannel(channel),
  channel_gone: ({ id }) => dropChannel(id),
  view: ({ views }) => update({ views }),
  home: ({ home }) => update({ home }),
  people: ({ people }) => update({ people: new Map(people.map((one) => [one.id, one])) }),
  clock: ({ clock }) => setClock(clock),
  call: ({ n }) => heardCalls(n),
};

function apply(change, counted) {
  APPLY[change.type]?.(change, counted);
  showTitle();
}

function putList(id, edit) {
  if (!state.messages.has(id)) return;
  update({ messages: new Map(state.messages).set(id, edit(state.messages.get(id))) });
}

function putMessage(id, message, isNew, counted) {
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
const counts = (message) =>
  !message.subtype?.startsWith("channel_") && (!message.thread_ts || message.thread_ts === message.ts);

function putChannel(channel) {
  const before = state.channels.get(channel.id);
  update({ channels: new Map(state.channels).set(channel.id, { ...channel, read_ts: before?.read_ts }) });
  if (state.place?.id === channel.id && before?.name !== channel.name) goTo(state.place, { replace: true });
}

function dropChannel(id) {
  const channels = new Map(state.channels);
  const messages = new Map(state.messages);
  channels.delete(id);
  messages.delete(id);
  update({ channels, messages });
  if (state.place?.id === id) goTo(firstPlace(), { replace: true });
}

document.addEventListener("visibilitychange", () => currentChannel() && markRead(currentChannel().id));
addEventListener("popstate", () => {
  const query = new URLSearchParams(location.search);
  const same = state.people.get(state.me)?.handle === query.get("as");
  if (same) goTo(placeNamed(query.get("channel")) || firstPlace(), { replace: true });
  else become(query.get("as"), { channel: query.get("channel") });
});
