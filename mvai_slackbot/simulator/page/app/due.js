// What is due next and for whom, as the app's side tells it; one press turns the clock there.
import { html, useEffect, useRef, useState } from "../vendor/htm-preact.js";
import { get } from "./api.js";
import { me, state, update } from "./store.js";
import { dayTitle, time } from "./dates.js";
import { turnClock } from "./actions.js";
import { appNow } from "./clock.js";
import { usePopover } from "./popover.js";
import { Icon } from "./icons.js";

let asked = 0;

/** An answer that was overtaken by the next question is older than what comes. */
async function read() {
  const own = (asked += 1);
  const answer = await get("due");
  if (answer.ok && own === asked) update({ due: answer });
}

/** The list follows the clock and what happens while it is open. */
function useDue(open) {
  useEffect(() => {
    if (open) read();
  }, [open, state.clock.readAt, state.callCount]);
}

const isoOf = (seconds) => new Date(Math.ceil(seconds * 1000)).toISOString();

const day = (seconds) => dayTitle(seconds, appNow(), me().tz);

function Row({ one }) {
  const words = [one.what, one.whom].filter(Boolean).join(", ");
  const when = time(one.at, me().tz);
  return html`<li><button type="button" class="due-row" aria-label=${`Turn to ${day(one.at)}, ${when}: ${words}`}
    onClick=${() => turnClock({ to: isoOf(one.at) })}>
    <span class="due-time">${when}</span>
    <span class="due-what">${one.what}${one.whom && html`<span class="faint">${one.whom}</span>`}</span>
  </button></li>`;
}

function Days({ list }) {
  const days = new Map();
  for (const one of list) days.set(day(one.at), [...(days.get(day(one.at)) || []), one]);
  return [...days].map(([title, rows]) => html`<section aria-label=${title}><h3>${title}</h3>
    <ul>${rows.map((one) => html`<${Row} key=${`${one.at} ${one.what} ${one.whom}`} one=${one} />`)}</ul></section>`);
}

/** Arrow keys move along the list. */
function step(event, panel) {
  if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const rows = [...panel.querySelectorAll(".due-row")];
  const next = rows.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
}

export function Due() {
  const [open, setOpen] = useState(false);
  const anchor = useRef();
  const panel = useRef();
  const style = usePopover(anchor, panel, open, () => setOpen(false), { width: 340 });
  useDue(open);
  const { due } = state;
  return html`<button ref=${anchor} type="button" class="small" aria-haspopup="dialog" aria-expanded=${open}
      onClick=${() => setOpen(!open)}><${Icon} name="list" />Due</button>
    ${open && html`<div ref=${panel} class="popover due-panel" style=${style} role="dialog" aria-label="Due next"
      tabindex="-1" onKeyDown=${(event) => step(event, panel.current)}>
      <div class="people-title">Due next</div>
      ${due && !due.due.length && html`<p class="faint menu-empty">${
        due.known ? "Nothing is due." : "The app running here does not tell what is due."
      }</p>`}
      ${due && html`<${Days} list=${due.due} />`}
    </div>`}`;
}
