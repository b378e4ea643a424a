// What opens on the right: a thread, the members of a channel, its pinned messages.
import { html, useLayoutEffect, useRef } from "../vendor/htm-preact.js";
import { currentChannel, nameOf, state, update } from "./store.js";
import { addTo } from "./actions.js";
import { Avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { Icon } from "./icons.js";
import { MessageRow } from "./message.js";
import { rowsOf, useEnd } from "./messages.js";
import { Picker } from "./picker.js";
import { walkMessages } from "./walk.js";

function Frame({ title, close, children, className = "" }) {
  const head = useRef();
  useLayoutEffect(() => head.current?.focus(), []);
  const keys = (event) => event.key === "Escape" && !event.defaultPrevented && close();
  return html`<aside class=${`aside ${className}`} aria-label=${title} onKeyDown=${keys}>
    <header class="aside-head"><h2 tabindex="-1" ref=${head}>${title}</h2>
      <button type="button" class="icon-button" aria-label=${`Close ${title.toLowerCase()}`} onClick=${close}><${Icon}
        name="close" /></button></header>
    ${children}
  </aside>`;
}

function Thread({ channel }) {
  const box = useRef();
  const list = (state.messages.get(channel.id) || []).filter(
    (one) => one.ts === state.thread || one.thread_ts === state.thread,
  );
  useEnd(box, list.at(-1)?.ts, state.thread);
  return html`<${Frame} title="Thread" close=${() => update({ thread: null })}>
    <div class="messages" ref=${box} role="log" aria-label="Messages in this thread" tabindex="0"
      onKeyDown=${(event) => walkMessages(event, box.current)}><div
      class="messages-inner">${rowsOf(list, channel, { inThread: true })}</div></div>
    <${Composer} channel=${channel} thread=${state.thread} />
  <//>`;
}

function Members({ channel }) {
  return html`<${Frame} title="Members" close=${() => update({ panel: null })}>
    <ul class="aside-scroll people-list">${(channel.members || []).map((id) => {
      const person = state.people.get(id);
      return html`<li class="person-row"><${Avatar} id=${id} /><span class="person-words"><span
        class="person-name">${nameOf(id)}${id === state.app.bot_user_id && html`<span class="badge">APP</span>`}</span>
        <span class="faint">${person?.profile?.title || ""}</span></span></li>`;
    })}</ul>
    ${channel.is_member && !channel.is_archived && html`<${AddSomeone} channel=${channel} />`}
    ${channel.purpose?.value && html`<div class="aside-foot"><h3>About</h3><p>${channel.purpose.value}</p></div>`}
  <//>`;
}

function AddSomeone({ channel }) {
  const inside = new Set(channel.members);
  const others = [...state.people.values()].filter((one) => !inside.has(one.id) && !one.deleted);
  if (!others.length) return null;
  const options = others.map((one) => ({ value: one.id, label: nameOf(one.id), note: one.profile?.title || "" }));
  return html`<div class="aside-foot blocks"><${Picker} label="Add someone" placeholder="Add someone…"
    groups=${[{ options }]} chosen=${[]} change=${([id]) => addTo(channel.id, id)} /></div>`;
}

function Pins({ channel }) {
  const all = state.messages.get(channel.id) || [];
  const pins = (channel.pins || []).map((pin) => pin.message || all.find((one) => one.ts === pin.ts)).filter(Boolean);
  return html`<${Frame} title="Pinned messages" close=${() => update({ panel: null })}>
    <div class="aside-scroll">
      ${!pins.length && html`<p class="faint aside-empty">Nothing is pinned here.</p>`}
      ${pins.map((message) => html`<${MessageRow} key=${message.ts} message=${message}
        channel=${channel.id} inThread />`)}
    </div>
  <//>`;
}

export function Aside() {
  const channel = currentChannel();
  if (!channel) return null;
  if (state.thread) return html`<${Thread} key=${state.thread} channel=${channel} />`;
  if (state.panel === "members") return html`<${Members} channel=${channel} />`;
  if (state.panel === "pins") return html`<${Pins} channel=${channel} />`;
  return null;
}
