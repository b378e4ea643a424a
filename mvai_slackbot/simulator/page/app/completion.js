// What the composer offers while somebody types: commands, people, channels.
import { html } from "../vendor/htm-preact.js";
import { state } from "./store.js";

const LIMIT = 8;

function commands(text) {
  const typed = text.toLowerCase();
  const fits = (one) =>
    one.command.toLowerCase().startsWith(typed) || one.command.toLowerCase().includes(typed.slice(1));
  const rank = (one) => (one.command.toLowerCase().startsWith(typed) ? 0 : 1);
  return state.commands
    .filter(fits)
    .sort((a, b) => rank(a) - rank(b))
    .map((one) => ({
      key: one.command,
      label: one.command,
      hint: one.usage_hint,
      note: one.description,
      from: 0,
      to: text.length,
      insert: `${one.command} `,
      runs: !one.usage_hint,
    }));
}

function named(mark, word, from, to) {
  const rows =
    mark === "@"
      ? [...state.people.values()]
          .filter((one) => !one.deleted)
          .map((one) => ({
            key: one.id,
            label: one.real_name,
            hint: `@${one.handle}`,
            note: one.profile?.title,
            word: one.handle,
          }))
      : [...state.channels.values()]
          .filter((one) => !one.is_im && !one.is_archived)
          .map((one) => ({ key: one.id, label: `#${one.name}`, note: one.topic?.value, word: one.name }));
  const wanted = word.toLowerCase();
  // "#1" is a number to whoever types it, not the channel of the first incident.
  const fits = (one) =>
    mark === "#" && /^\d+$/.test(wanted)
      ? one.word.startsWith(wanted)
      : `${one.word} ${one.label}`.toLowerCase().includes(wanted);
  return rows
    .filter(fits)
    .sort((a, b) => Number(b.word.startsWith(wanted)) - Number(a.word.startsWith(wanted)))
    .map((one) => ({ ...one, from, to, insert: `${mark}${one.word} ` }));
}

/** {kind, items} for the text and the caret; items know what they replace and with what. */
export function offers(text, caret) {
  if (/^\/\S*$/.test(text)) {
    const items = commands(text).slice(0, 12);
    return items.length ? { kind: "Commands", items } : null;
  }
  const found = /(?:^|[\s(])([@#])([\p{L}\p{N}._-]*)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const items = named(found[1], found[2], caret - found[2].length - 1, caret).slice(0, LIMIT);
  return items.length ? { kind: found[1] === "@" ? "People" : "Channels", items } : null;
}

/** The command already typed, while its arguments are being written. */
export function commandIn(text) {
  const word = /^(\/\S+)\s/.exec(text)?.[1];
  return word && state.commands.find((one) => one.command === word);
}

export function Completion({ id, offer, at, choose }) {
  return html`<div class="completion" data-testid="completion">
    <div class="completion-title">${offer.kind}<span
      class="faint">↑ ↓ to move, Enter or Tab to choose, Esc to close</span></div>
    <ul id=${id} role="listbox" aria-label=${offer.kind}>${offer.items.map(
      (one, index) => html`<li key=${one.key} id=${`${id}-${index}`} role="option" aria-selected=${index === at}
        ref=${(row) => row && index === at && row.scrollIntoView({ block: "nearest" })}
        onMouseDown=${(event) => event.preventDefault()} onClick=${() => choose(one)}>
        <span class="completion-name">${one.label}</span>${one.hint && html`<code
          class="completion-hint">${one.hint}</code>`}
        ${one.note && html`<span class="completion-note faint">${one.note}</span>`}
      </li>`,
    )}</ul>
  </div>`;
}
