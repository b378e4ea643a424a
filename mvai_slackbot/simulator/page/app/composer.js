// Where people write: words, or a slash command that completes while it is typed.
import { html, useLayoutEffect } from "../vendor/htm-preact.js";
import { channelName, state } from "./store.js";
import { join, shortcut } from "./actions.js";
import { commandIn, Completion } from "./completion.js";
import { useDraft } from "./draft.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";

function Closed({ channel }) {
  if (channel.is_archived) return html`<div class="composer-closed">This channel is archived.</div>`;
  return html`<div class="composer-closed">You are not in #${channel.name}.
    <button type="button" class="block-button primary" onClick=${() => join(channel.id)}>Join channel</button></div>`;
}

export function Composer({ channel, thread }) {
  if (channel.is_archived || (!channel.is_im && !channel.is_member)) return html`<${Closed} channel=${channel} />`;
  return html`<${Writer} key=${`${state.me}/${channel.id}/${thread || ""}`} channel=${channel} thread=${thread} />`;
}

const ownShortcuts = () =>
  state.shortcuts
    .filter((one) => one.type === "global")
    .map((one) => ({ label: one.name, note: one.description || state.app.name, run: () => shortcut(one) }));

function Usage({ command }) {
  return html`<div class="usage"><code>${command.command}</code><code class="faint">${command.usage_hint}</code>
    <span class="faint">${command.description}</span></div>`;
}

/** Whoever comes to a channel can write at once, unless a keyboard would then cover half of a phone. */
function useFirstFocus(box, thread) {
  // Before it is seen: later, it would take the focus from what somebody turned to meanwhile.
  useLayoutEffect(() => {
    const away = document.querySelector("dialog[open], .sidebar[data-open='true']");
    if (!thread && !away && matchMedia("(hover: hover)").matches) box.current?.focus({ preventScroll: true });
  }, []);
}

/** A phone has room for the one or the other: where one is stands above. */
const narrow = () => matchMedia("(max-width: 720px)").matches;

function Writer({ channel, thread }) {
  const draft = useDraft(channel, thread);
  useFirstFocus(draft.box, thread);
  const { text, offer, at } = draft;
  const list = thread ? "offers-thread" : "offers";
  const name = channel.is_im ? channelName(channel) : `#${channel.name}`;
  const command = !offer && commandIn(text);
  const caret = (event) => draft.moved(event.target.selectionEnd);
  return html`<div class="composer">
    ${offer && html`<${Completion} id=${list} offer=${offer} at=${at} choose=${draft.choose} />`}
    ${draft.problem && html`<div class="composer-problem" role="alert">${draft.problem}</div>`}
    ${command && html`<${Usage} command=${command} />`}
    <div class="composer-box">
      <${Menu} label="Shortcuts" icon="bolt" items=${ownShortcuts()} align="start" width=${280} />
      <textarea ref=${draft.box} rows="1" dir="auto" value=${text}
        placeholder=${thread ? "Reply…" : narrow() ? "Message, or / for commands" : `Message ${name}, or / for commands`}
        aria-label=${thread ? "Reply in thread" : `Message ${name}`} aria-autocomplete="list" aria-controls=${offer ? list : undefined}
        aria-activedescendant=${offer ? `${list}-${at}` : undefined}
        data-testid=${thread ? "thread-composer" : "composer"} onKeyDown=${draft.keys} onKeyUp=${caret} onClick=${caret}
        onInput=${(event) => draft.write(event.target.value, event.target.selectionEnd)}></textarea>
      <button type="button" class="icon-button send" aria-label="Send" title="Send (Enter)" disabled=${!text.trim()}
        onClick=${draft.send}><${Icon} name="send" /></button>
    </div>
  </div>`;
}
