// The one state of this window; components read it and are drawn again when it changes.
import { LOST } from "./api.js";
import { useLayoutEffect, useReducer } from "../vendor/htm-preact.js";

const listeners = new Set();
let changes = 0; // counts up with each change of the state

export const state = {
  ready: false,
  failure: null,
  me: null,
  team: {},
  app: {},
  notice: "",
  people: new Map(),
  channels: new Map(),
  names: 0, // counts up whenever somebody or something may be called otherwise
  commands: [],
  shortcuts: [],
  home: null,
  views: [],
  clock: { now: 0, paused: false, readAt: 0 },
  place: null, // {kind: "channel" | "app-home", id}
  messages: new Map(), // channel id -> messages, oldest first
  more: new Map(), // channel id -> there are older ones
  line: null, // {channel, after}: where what is new to this person begins
  editing: null, // "channel/ts" of one's own message in a field
  thread: null, // ts of the open thread's first message
  panel: null, // "members" | "pins" | null
  jump: false, // the place to type where to go
  drawer: false, // the left bar on a phone
  wireOpen: false,
  faultsOpen: false,
  calls: [], // rows of the wire, read while the panel is open
  callCount: 0,
  faults: [], // what still waits to go wrong on the wire
  due: null, // {list, known} while the list of what comes is open
  toasts: [],
  question: null, // the open confirm dialog
  connected: true,
};

export function update(patch) {
  Object.assign(state, patch);
  changes += 1;
  for (const listener of [...listeners]) listener();
}

export function useStore() {
  const [, again] = useReducer((count) => count + 1, 0);
  const seen = changes;
  // At once, not after the next frame: an answer that is quicker than a frame would be drawn by nobody.
  useLayoutEffect(() => {
    listeners.add(again);
    if (seen !== changes) again();
    return () => listeners.delete(again);
  }, []);
  return state;
}

/** Lets words about a lost connection go once it stands again; what was written besides them stays. */
export function useRegained(set) {
  useLayoutEffect(() => {
    if (state.connected) set((words) => (words.endsWith(LOST) ? "" : words));
  }, [state.connected]);
}

let toastNumber = 0;

export function toast(text, kind = "notice") {
  const id = ++toastNumber;
  update({ toasts: [...state.toasts, { id, text, kind }] });
  setTimeout(() => dropToast(id), kind === "problem" ? 12000 : 6000);
}

export function dropToast(id) {
  if (state.toasts.some((one) => one.id === id)) update({ toasts: state.toasts.filter((one) => one.id !== id) });
}

export function ask(confirm) {
  return new Promise((resolve) => {
    update({
      question: {
        confirm,
        answer: (yes) => {
          update({ question: null });
          resolve(yes);
        },
      },
    });
  });
}

export function me() {
  return state.people.get(state.me) || {};
}

export function nameOf(id) {
  if (id === state.app.bot_user_id) return state.app.name;
  const person = state.people.get(id);
  if (!person) return id || "Someone";
  return person.real_name || person.profile?.display_name || person.name;
}

export function channelName(channel) {
  if (!channel) return "";
  if (!channel.is_im) return channel.name;
  return nameOf(channel.user);
}

export function appDirectMessage() {
  return [...state.channels.values()].find((one) => one.is_im && one.user === state.app.bot_user_id);
}

export function currentChannel() {
  return state.place?.kind === "channel" ? state.channels.get(state.place.id) : null;
}
