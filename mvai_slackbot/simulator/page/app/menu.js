// A button that opens a menu: overflow menus, message shortcuts, global shortcuts.
import { html, useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";
import { arrow, usePopover } from "./popover.js";
import { Icon } from "./icons.js";

function Item({ one, choose }) {
  return html`<button type="button" role="menuitem" tabindex="-1" class="menu-item" onClick=${choose}>
    <span>${one.label}</span>${one.note && html`<small class="faint">${one.note}</small>`}
  </button>`;
}

export function Menu({ label, items, icon = "more", text, className = "icon-button", align = "end", width = 230 }) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const anchor = useRef();
  const panel = useRef();
  const close = () => setOpen(false);
  const style = usePopover(anchor, panel, open, close, { width, align });
  // As soon as the panel has its place, before which it is hidden and takes no focus: keys pressed at once are its own.
  useLayoutEffect(() => {
    if (open) panel.current.querySelectorAll("[role=menuitem]")[at]?.focus();
  }, [open, at, style]);
  const show = () => {
    setAt(0);
    setOpen(!open);
  };
  const keys = (event) => {
    const next = arrow(event.key, at, items.length);
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
    }
    if (event.key === "Tab") close();
  };
  const choose = (one) => {
    close();
    anchor.current?.focus();
    one.run();
  };
  return html`<span class="menu">
    <button ref=${anchor} type="button" class=${className} aria-haspopup="menu" aria-expanded=${open}
      aria-label=${label} title=${label}
      onClick=${show} onKeyDown=${(event) => event.key === "ArrowDown" && !open && (event.preventDefault(), show())}>
      <${Icon} name=${icon} />${text && html`<span>${text}</span>`}
    </button>
    ${
      open &&
      html`<div ref=${panel} role="menu" aria-label=${label} class="popover" style=${style} onKeyDown=${keys}>
      ${items.length === 0 && html`<div class="menu-empty">Nothing here.</div>`}
      ${items.map((one) => html`<${Item} key=${one.label} one=${one} choose=${() => choose(one)} />`)}
    </div>`
    }
  </span>`;
}
