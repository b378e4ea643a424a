// The one state of this window; components read it and are drawn again when it changes.
import { useEffect, useReducer } from "../vendor/htm-preact.js";

const listeners = new Set();

export const state = {
  ready: false,
  failure: null,
  me: null,
  team: {},
  app: {},
  notice: "",
  people: new Map(),
  channels: new Map(),
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
  for (const listener of [...listeners]) listener();
}

export function useStore() {
  const [, again] = useReducer((count) => count + 1, 0);
  useEffect(() => {
    listeners.add(again);
    return () => listeners.delete(again);
  }, []);
  return state;
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
