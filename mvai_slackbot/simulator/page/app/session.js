// Who this window is, where it stands, and the stream of changes that keeps it true.
import { explain, stillOpen } from "./actions.js";
import { get, post } from "./api.js";
import { markRead, putList, putMessage, readMessages, readThread, refreshMessages, showTitle } from "./history.js";
import { appDirectMessage, state, update } from "./store.js";
import { heardCalls } from "./wire_rows.js";

let stream = null;
const STANDS = 3000; // milliseconds in which the stream stands; the page opens without it, and reads anew once it does
let stands = false; // whether the stream stands, or is known not to
let alone = false; // whether the page opened before that was known
let waiting = null; // changes that come while the state is being read; applied after it
let turn = 0; // of several readings under way only the last begun counts, in whatever order they are answered
let wanted = {}; // where to stand once the state is read

/** Becomes this person: first the stream, then the state, so that nothing falls between the two. */
export async function become(person, options = {}) {
  const own = (turn += 1);
  waiting = [];
  wanted = options;
  stands = alone = false;
  await Promise.race([listen(person), new Promise((done) => setTimeout(done, STANDS))]);
  if (own !== turn) return;
  alone = !stands;
  await load(person);
}

/** Reads everything this person may see; the place comes from the address, or stays. */
async function load(person) {
  const own = (turn += 1);
  waiting ||= [];
  const answer = await get("state", { as: person });
  if (own !== turn) return;
  const late = waiting;
  const { channel, replace } = wanted;
  waiting = null;
  wanted = {};
  if (!answer.ok) {
    update({ failure: explain(answer.error), ready: false });
    return;
  }
  const changed = answer.me.id !== state.me;
  const people = new Map(answer.people.map((one) => [one.id, one]));
  const channels = new Map([...answer.channels, ...answer.dms].map((one) => [one.id, one]));
  const patch = { people, channels, me: answer.me.id, ready: true, failure: null, connected: true };
  for (const key of ["team", "app", "notice", "commands", "shortcuts", "home"]) patch[key] = answer[key];
  patch.views = stillOpen(answer.views);
  if (changed) Object.assign(patch, { messages: new Map(), more: new Map(), thread: null, panel: null, place: null });
  patch.callCount = answer.calls;
  patch.names = state.names + 1;
  setClock(answer.clock);
  update(patch);
  for (const change of late) apply(change, false);
  const place = placeNamed(channel) || (state.place && placeStillThere(state.place)) || firstPlace();
  goTo(place, { replace: replace ?? true });
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

/** Opens a channel, a direct message or the app's Home. */
export function goTo(place, { replace } = {}) {
  if (!place) return;
  const same = state.place?.kind === place.kind && state.place?.id === place.id;
  const handle = state.people.get(state.me)?.handle || state.me;
  const address = addressOf(handle, place);
  if (address !== location.search) history[replace ? "replaceState" : "pushState"]({ place }, "", address);
  const channel = place.kind === "channel" ? state.channels.get(place.id) : null;
  // Where somebody left off stays marked until they go elsewhere.
  const line = channel?.unread ? { channel: channel.id, after: channel.last_read } : null;
  update({ place, drawer: false, ...(same ? {} : { thread: null, panel: null, line }) });
  showTitle();
  if (place.kind === "app-home") post("open_home", { as: state.me });
  else if (!state.messages.has(place.id)) readMessages(place.id);
  else markRead(place.id);
}

/** Opens a message's thread on the right. */
export function openThread(channel, ts) {
  update({ thread: ts, panel: null });
  readThread(channel, ts);
}

/** Opens the stream of changes; resolves when it stands, or when it is clear that it will not. */
function listen(person) {
  stream?.close();
  stream = new EventSource(`/page/stream?${new URLSearchParams({ as: person })}`);
  let before = false; // whether the line stood already, or was down
  return new Promise((done) => {
    stream.onopen = () => {
      // What happened while the line was down is read anew; nothing is replayed.
      if (before || alone) load(person);
      before = stands = true;
      alone = false;
      update({ connected: true });
      done();
    };
    stream.onerror = () => {
      before = stands = true;
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
  message: ({ channel, message, first }, counted) => {
    putMessage(channel, message, true, counted);
    if (first) putMessage(channel, first, false);
  },
  message_changed: ({ channel, message }) => putMessage(channel, message, false),
  message_deleted: ({ channel, ts, first }) => {
    putList(channel, (list) => list.filter((one) => one.ts !== ts));
    if (first) putMessage(channel, first, false);
  },
  channel: ({ channel }) => putChannel(channel),
  channel_gone: ({ id }) => dropChannel(id),
  view: ({ views }) => update({ views: stillOpen(views) }),
  home: ({ home }) => update({ home }),
  people: ({ people }) => update({ people: new Map(people.map((one) => [one.id, one])), names: state.names + 1 }),
  clock: ({ clock }) => setClock(clock),
  call: ({ n }) => heardCalls(n),
};

function apply(change, counted) {
  APPLY[change.type]?.(change, counted);
  showTitle();
}

function putChannel(channel) {
  const before = state.channels.get(channel.id);
  const last_read = [before?.last_read || "", channel.last_read].sort().at(-1);
  // Counted before the workspace heard what was read here meanwhile.
  const unread = last_read > channel.last_read ? before.unread : channel.unread;
  const names = state.names + (before?.name === channel.name ? 0 : 1);
  update({ channels: new Map(state.channels).set(channel.id, { ...channel, last_read, unread }), names });
  if (state.place?.id === channel.id && before?.name !== channel.name) goTo(state.place, { replace: true });
}

function dropChannel(id) {
  const channels = new Map(state.channels);
  const messages = new Map(state.messages);
  channels.delete(id);
  messages.delete(id);
  update({ channels, messages, names: state.names + 1 });
  if (state.place?.id === id) goTo(firstPlace(), { replace: true });
}

addEventListener("popstate", () => {
  const query = new URLSearchParams(location.search);
  const same = state.people.get(state.me)?.handle === query.get("as");
  if (same) goTo(placeNamed(query.get("channel")) || firstPlace(), { replace: true });
  else become(query.get("as"), { channel: query.get("channel") });
});
