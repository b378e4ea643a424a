// "Be anyone": switches this window to another person, or opens one more window as them.
import { html, useRef, useState } from "../vendor/htm-preact.js";
import { me, state } from "./store.js";
import { addressOf, become } from "./session.js";
import { usePopover } from "./popover.js";
import { Avatar } from "./avatar.js";
import { Icon } from "./icons.js";

const kind = (one) =>
  one.deleted ? "deactivated" : one.is_restricted || one.is_ultra_restricted ? "guest" : one.is_admin ? "admin" : "";

function Row({ one, choose }) {
  const own = one.id === state.me;
  return html`<li class="person">
    <button type="button" class="person-be" aria-current=${own ? "true" : undefined} onClick=${() => choose(one)}>
      <${Avatar} id=${one.id} />
      <span class="person-words"><span class="person-name">${one.real_name}${kind(one) && html`<span
        class="chip">${kind(one)}</span>`}</span>
        <span class="faint">${one.profile?.title || `@${one.handle}`}</span></span>
      ${own && html`<${Icon} name="check" />`}
    </button>
    <a class="icon-button" href=${addressOf(one.handle, state.place)} target="_blank"
      aria-label=${`Open a window as ${one.real_name}`} title="Open in a new window"><${Icon} name="window" /></a>
  </li>`;
}

/** Arrow keys move between the filter and the people. */
function walk(event, panel) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const stops = [...panel.querySelectorAll("input, .person-be")];
  const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  stops[Math.max(0, Math.min(next, stops.length - 1))].focus();
}

export function PeopleMenu() {
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState("");
  const anchor = useRef();
  const panel = useRef();
  const close = () => (setOpen(false), setFilter(""));
  const style = usePopover(anchor, panel, open, close, { width: 300 });
  const person = me();
  const fits = (one) =>
    `${one.real_name} ${one.handle} ${one.profile?.title || ""}`.toLowerCase().includes(filter.toLowerCase());
  const rows = [...state.people.values()].filter((one) => !one.is_bot && fits(one));
  const choose = (one) => {
    close();
    anchor.current?.focus();
    if (one.id !== state.me) become(one.id, { replace: false });
  };
  const keys = (event) => {
    if (event.key === "Enter" && event.target.tagName === "INPUT" && rows[0]) {
      // The focus goes back to the button, which the same press of Enter would open again.
      event.preventDefault();
      choose(rows[0]);
    }
    walk(event, panel.current);
  };
  return html`<div class="me">
    <button ref=${anchor} type="button" class="me-button" aria-haspopup="dialog" aria-expanded=${open}
      aria-label=${`You are ${person.real_name}. Be someone else`} onClick=${() => setOpen(!open)} data-testid="me">
      <${Avatar} id=${person.id} />
      <span class="person-words"><span class="person-name">${person.real_name}</span><span
        class="faint">${person.profile?.title || `@${person.handle}`}</span></span>
      <${Icon} name="down" />
    </button>
    ${
      open &&
      html`<div ref=${panel} class="popover people-panel" style=${style} role="dialog" aria-label="Be anyone"
        onKeyDown=${keys}>
      <div class="people-title">Be anyone</div>
      <input type="text" class="picker-filter" placeholder="Find a person" aria-label="Find a person" value=${filter}
        onInput=${(event) => setFilter(event.target.value)}
        ref=${(input) => input && !panel.current?.contains(document.activeElement) && input.focus()} />
      <ul>${rows.map((one) => html`<${Row} key=${one.id} one=${one} choose=${choose} />`)}</ul>
    </div>`
    }
  </div>`;
}
