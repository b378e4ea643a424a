// What a person does, sent to the simulator; problems come back as words.
import { post } from "./api.js";
import { ask, state, toast, update } from "./store.js";

const WORDS = {
  dispatch_failed: "The app did not take this. Nothing was sent on (dispatch_failed).",
  operation_timeout: "The app did not answer within three seconds (operation_timeout).",
  not_found: "There is no such command.",
  not_in_channel: "You are not in this channel.",
  channel_not_found: "This channel is not there, or you cannot see it.",
  is_archived: "This channel is archived.",
  user_not_found: "There is nobody of that name here.",
  cant_archive_general: "The channel that everybody is in cannot be archived.",
  already_pinned: "This message is pinned already.",
  message_not_found: "This message is not there anymore.",
  messages_tab_disabled: "Writing to this app is turned off.",
};

export const explain = (error) => WORDS[error] || error || "That did not work.";

export async function say(channel, text, thread) {
  return post("say", { as: state.me, channel, text, ...(thread ? { thread_ts: thread } : {}) });
}

/** Asks first when the element wants it, then sends block_actions. Answers {ok, error?}; ok false and no error: not confirmed. */
export async function press(container, element, action, values) {
  if (element.confirm && !(await ask(element.confirm))) return { ok: false };
  const answer = await post("press", { as: state.me, container, action, state: { values } });
  if (!answer.ok && container.type !== "view") toast(explain(answer.error), "problem");
  return answer;
}

export async function suggest(container, block, element, typed) {
  const place = { container, block_id: block.block_id, action_id: element.action_id };
  const answer = await post("suggest", { as: state.me, ...place, typed });
  if (!answer.ok) toast(explain(answer.error), "problem");
  return answer.options || [];
}

export async function submit(view, values) {
  return post("submit", { as: state.me, view_id: view.id, state: { values } });
}

const closed = new Set();

/** The forms without those put away here, of which the simulator may not have heard yet. */
export const stillOpen = (views) => views.filter((one) => !closed.has(one.id));

/** Puts a form away at once, as Slack does, and tells the app afterwards. */
export async function closeView(view) {
  const put = view.clear_on_close ? state.views : [view];
  for (const one of put) closed.add(one.id);
  update({ views: stillOpen(state.views) });
  const answer = await post("close", { as: state.me, view_id: view.id });
  // The app may have closed it in the same moment.
  if (answer.ok || answer.error === "not_found") return;
  for (const one of put) closed.delete(one.id);
  toast(explain(answer.error), "problem");
}

export async function shortcut(one, message, channel) {
  const answer = await post("shortcut", { as: state.me, callback_id: one.callback_id, channel, ts: message?.ts });
  if (!answer.ok) toast(explain(answer.error), "problem");
}

export async function openDirectMessage(user) {
  return post("open_dm", { as: state.me, user });
}

export async function join(channel) {
  const answer = await post("join", { as: state.me, channel });
  if (!answer.ok) toast(explain(answer.error), "problem");
}

/** Leaves, archives or opens a channel again; answers whether it was done. */
export async function onChannel(what, channel, more = {}) {
  const answer = await post("channel", { as: state.me, channel, do: what, ...more });
  if (!answer.ok) toast(explain(answer.error), "problem");
  return answer.ok;
}

export const addTo = (channel, user) => onChannel("add", channel, { user });

/** Pins, unpins, edits or deletes a message; answers whether it was done. */
export async function onMessage(what, channel, message, more = {}) {
  const answer = await post("message", { as: state.me, channel, ts: message.ts, do: what, ...more });
  if (!answer.ok) toast(explain(answer.error), "problem");
  return answer.ok;
}

export async function turnClock(change) {
  const answer = await post("clock", change);
  if (!answer.ok) toast(explain(answer.error), "problem");
}
