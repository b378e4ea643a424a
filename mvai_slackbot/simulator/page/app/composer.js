// Where people write: words, or a slash command that completes while it is typed.
import { html, useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";
import { channelName, state } from "./store.js";
import { explain, join, say, shortcut } from "./actions.js";
import { arrow } from "./popover.js";
import { commandIn, Completion, offers } from "./completion.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";

// What is not sent yet stays with its channel, also while somebody looks elsewhere.
const drafts = new Map();

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 220)}px`;
}

function Closed({ channel }) {
  if (channel.is_archived) return html`<div class="composer-closed">This channel is archived.</div>`;
  return html`<div class="composer-closed">You are not in #${channel.name}.
    <button type="button" class="block-button primary" onClick=${() => join(channel.id)}>Join channel</button></div>`;
}

export function Composer({ channel, thread }) {
  if (channel.is_archived || (!channel.is_im && !channel.is_member)) return html`<${Closed} channel=${channel} />`;
  return html`<${Writer} key=${`${channel.id}/${thread || ""}`} channel=${channel} thread=${thread} />`;
}

function Writer({ channel, thread }) {
  const key = `${state.me}/${channel.id}/${thread || ""}`;
  const [text, setText] = useState(drafts.get(key) || "");
  const [caret, setCaret] = useState(text.length);
  const [at, setAt] = useState(0);
  const [shut, setShut] = useState("");
  const [problem, setProblem] = useState("");
  const [sending, setSending] = useState(false);
  const box = useRef();
  const listId = thread ? "offers-thread" : "offers";
  const offer = shut === text ? null : offers(text, caret);
  const typing = commandIn(text);

  const write = (value, position = value.length) => {
    drafts.set(key, value);
    setText(value);
    setCaret(position);
    setAt(0);
    setProblem("");
  };
  useLayoutEffect(() => grow(box.current), [text]);
  useLayoutEffect(() => {
    if (document.activeElement === box.current && box.current.selectionEnd !== caret) box.current.setSelectionRange(caret, caret);
  }, [caret]);

  const choose = (one) => {
    write(text.slice(0, one.from) + one.insert + text.slice(one.to), one.from + one.insert.length);
    box.current.focus();
  };
  const send = async () => {
    const words = text.trim();
    if (!words || sending) return;
    setSending(true);
    const answer = await say(channel.id, words, thread);
    setSending(false);
    // A command that failed stays in the field, so that nothing has to be typed again.
    if (!answer.ok) setProblem(`${words.split(/\s/)[0].startsWith("/") ? words.split(/\s/)[0] : "Message"}: ${explain(answer.error)}`);
    else if (drafts.get(key) === text) write("");
    if (!document.querySelector("dialog[open]")) box.current?.focus();
  };
  const completing = (event) => {
    const next = ["Home", "End"].includes(event.key) ? undefined : arrow(event.key, at, offer.items.length);
    if (next !== undefined) setAt(next);
    else if (event.key === "Escape") setShut(text);
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) {
      const one = offer.items[at];
      // A command typed in full is sent by Enter; Tab still completes it.
      if (event.key === "Enter" && one.label === text) send();
      else choose(one);
    } else return;
    event.preventDefault();
  };
  const keys = (event) => {
    if (event.isComposing) return;
    if (offer && !event.ctrlKey && !event.metaKey && !event.altKey) completing(event);
    if (!event.defaultPrevented && event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };
  const shortcuts = state.shortcuts.filter((one) => one.type === "global").map((one) => ({ label: one.name, note: one.description || state.app.name, run: () => shortcut(one) }));
  const name = channel.is_im ? channelName(channel) : `#${channel.name}`;
  return html`<div class="composer">
    ${offer && html`<${Completion} id=${listId} offer=${offer} at=${at} choose=${choose} />`}
    ${problem && html`<div class="composer-problem" role="alert">${problem}</div>`}
    ${!offer && typing && html`<div class="usage"><code>${typing.command}</code> <code class="faint">${typing.usage_hint}</code><span class="faint">${typing.description}</span></div>`}
    <div class="composer-box" aria-busy=${sending}>
      <${Menu} label="Shortcuts" icon="bolt" items=${shortcuts} align="start" width=${280} />
      <textarea ref=${box} rows="1" dir="auto" value=${text} placeholder=${thread ? "Reply…" : `Message ${name}, or / for commands`}
        aria-label=${thread ? "Reply in thread" : `Message ${name}`} role="combobox" aria-expanded=${Boolean(offer)} aria-autocomplete="list" aria-controls=${listId}
        aria-activedescendant=${offer ? `${listId}-${at}` : undefined} data-testid=${thread ? "thread-composer" : "composer"}
        onInput=${(event) => write(event.target.value, event.target.selectionEnd)} onKeyDown=${keys}
        onKeyUp=${(event) => setCaret(event.target.selectionEnd)} onClick=${(event) => setCaret(event.target.selectionEnd)}></textarea>
      <button type="button" class="icon-button send" aria-label="Send" title="Send (Enter)" disabled=${!text.trim() || sending} onClick=${send}><${Icon} name="send" /></button>
    </div>
  </div>`;
}
