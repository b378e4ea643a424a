// What can be done with one message: a thread, the app's shortcuts, a pin, and with one's own: edit, delete.
import { html, useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";
import { ask, state, update } from "./store.js";
import { onMessage, shortcut } from "./actions.js";
import { openThread } from "./session.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A message's text as somebody would type it: mentions by handle, links by address. */
function typed(text) {
  const words = text.replace(/<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g, (whole, mark, target, label) => {
    if (mark === "@") return `@${state.people.get(target)?.handle || label || target}`;
    if (mark === "#") return `#${state.channels.get(target)?.name || label || target}`;
    return mark === "!" ? `@${target}` : target;
  });
  return unescape(words);
}

async function remove(channel, message) {
  const sure = await ask({
    title: "Delete this message?",
    text: "It is gone for everybody.",
    confirm: "Delete",
    deny: "Keep",
    style: "danger",
  });
  if (sure) onMessage("delete", channel, message);
}

function itemsFor({ message, channel, inThread, pinned }) {
  const own = message.user === state.me;
  const reply = { label: "Reply in thread", run: () => openThread(channel, message.thread_ts || message.ts) };
  const shortcuts = (state.shortcuts || [])
    .filter((one) => one.type === "message")
    .map((one) => ({ label: one.name, note: state.app.name, run: () => shortcut(one, message, channel) }));
  const pin = pinned ? "unpin" : "pin";
  return [
    // In the menu as well, since a phone shows only the menu.
    ...(inThread ? [] : [reply]),
    ...shortcuts,
    { label: pinned ? "Unpin" : "Pin to this conversation", run: () => onMessage(pin, channel, message) },
    ...(own ? [{ label: "Edit", run: () => update({ editing: `${channel}/${message.ts}` }) }] : []),
    ...(own ? [{ label: "Delete…", run: () => remove(channel, message) }] : []),
  ];
}

export function Tools(props) {
  const { message, channel, inThread } = props;
  return html`<div class="message-tools" role="group" aria-label="Message actions">
    ${!inThread && html`<button type="button" class="icon-button" aria-label="Reply in thread" title="Reply in thread"
      onClick=${() => openThread(channel, message.thread_ts || message.ts)}><${Icon} name="thread" /></button>`}
    <${Menu} label="More for this message" items=${itemsFor(props)} />
  </div>`;
}

export const isEdited = (message, channel) => state.editing === `${channel}/${message.ts}`;

/** One's own words in a field: Enter saves, Escape leaves them as they were. */
export function Editor({ message, channel }) {
  const box = useRef();
  const [text, setText] = useState(typed(message.text));
  useLayoutEffect(() => {
    box.current.focus();
    box.current.setSelectionRange(text.length, text.length);
  }, []);
  // Another message may be in the field by the time this one is saved.
  const done = () => isEdited(message, channel) && update({ editing: null });
  const save = async () => {
    if (await onMessage("edit", channel, message, { text })) done();
  };
  const keys = (event) => {
    if (event.key === "Escape") done();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="editor"><textarea ref=${box} rows="2" dir="auto" aria-label="Edit your message" value=${text}
      onInput=${(event) => setText(event.target.value)} onKeyDown=${keys}></textarea>
    <div class="button-row"><button type="button" class="small" onClick=${done}>Cancel</button>
      <button type="button" class="small" disabled=${!text.trim()} onClick=${save}>Save</button></div>
  </div>`;
}
