// Ctrl+K: jump to a channel or a person, or be somebody else, by typing a part of the name.
import { html, useRef, useState } from "../vendor/htm-preact.js";
import { channelName, nameOf, state, toast, update } from "./store.js";
import { explain, openDirectMessage } from "./actions.js";
import { become, goTo } from "./session.js";
import { useDialog } from "./modal.js";
import { arrow } from "./popover.js";

const MOST = 9;

async function writeTo(person) {
  const answer = await openDirectMessage(person.id);
  if (!answer.ok) return toast(explain(answer.error), "problem");
  update({ channels: new Map(state.channels).set(answer.channel.id, answer.channel) });
  return goTo({ kind: "channel", id: answer.channel.id });
}

/** Everywhere this person can go, and everybody they can be. */
function places() {
  const channels = [...state.channels.values()].filter((one) => !one.is_im || one.user === state.app.bot_user_id);
  const people = [...state.people.values()].filter((one) => !one.is_bot && !one.deleted && one.id !== state.me);
  const note = (one) => (one.is_im ? "app" : one.is_private ? "private channel" : "channel");
  return [
    ...channels.map((one) => ({
      key: one.id,
      label: one.is_im ? channelName(one) : `#${one.name}`,
      note: note(one),
      run: () => goTo({ kind: "channel", id: one.id }),
    })),
    ...people.map((one) => ({ key: one.id, label: nameOf(one.id), note: "write to them", run: () => writeTo(one) })),
    ...people.map((one) => ({
      key: `be-${one.id}`,
      label: `Be ${nameOf(one.id)}`,
      note: one.profile?.title || `@${one.handle}`,
      run: () => become(one.id, { replace: false }),
    })),
  ];
}

function fitting(text) {
  const wanted = text.trim().toLowerCase().replace(/^[#@]/, "");
  const name = (one) => one.label.toLowerCase().replace(/^#/, "");
  return places()
    .filter((one) => `${name(one)} ${one.note.toLowerCase()}`.includes(wanted))
    .sort((a, b) => Number(name(b).startsWith(wanted)) - Number(name(a).startsWith(wanted)))
    .slice(0, MOST);
}

function Row({ one, index, at, choose }) {
  return html`<div id=${`jump-${index}`} role="option" aria-selected=${index === at}
    class=${`option ${index === at ? "option-current" : ""}`} onMouseDown=${(event) => event.preventDefault()}
    onClick=${() => choose(one)}><span class="option-words">${one.label}<small>${one.note}</small></span></div>`;
}

function Panel() {
  const dialog = useRef();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  useDialog(dialog, "jump");
  const rows = fitting(text);
  const close = (event) => {
    event?.preventDefault();
    update({ jump: false });
  };
  const choose = (one) => {
    close();
    one.run();
  };
  const keys = (event) => {
    const next = ["Home", "End"].includes(event.key) ? undefined : arrow(event.key, at, rows.length);
    if (next !== undefined) setAt(next);
    else if (event.key === "Enter" && rows[at]) choose(rows[at]);
    else return;
    event.preventDefault();
  };
  return html`<dialog ref=${dialog} class="modal jump" aria-label="Jump to" onCancel=${close}
    onClose=${() => dialog.current && close()} data-testid="jump">
    <div class="jump-body blocks" data-body>
      <input type="text" role="combobox" aria-expanded="true" aria-controls="jump-list" aria-autocomplete="list"
        aria-activedescendant=${rows.length ? `jump-${at}` : undefined} aria-label="Jump to a channel or a person"
        placeholder="Jump to a channel or a person, or be somebody" value=${text} onKeyDown=${keys}
        onInput=${(event) => (setText(event.target.value), setAt(0))} />
      <div id="jump-list" role="listbox" aria-label="Places" class="options">${rows.map((one, index) => html`<${Row}
        key=${one.key} one=${one} index=${index} at=${at} choose=${choose} />`)}</div>
      ${!rows.length && html`<p class="faint menu-empty">Nothing fits.</p>`}
    </div>
  </dialog>`;
}

export const Jump = () => (state.jump ? html`<${Panel} />` : null);
