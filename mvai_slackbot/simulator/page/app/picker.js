// A select with a filter, single or multiple; used by every select of Block Kit.
import { html, useRef, useState } from "../vendor/htm-preact.js";
import { arrow, usePopover } from "./popover.js";
import { Icon } from "./icons.js";

const has = (chosen, value) => chosen.some((one) => one.value === value);

function matches(groups, filter) {
  const wanted = filter.trim().toLowerCase();
  const fits = (one) => !wanted || `${one.label} ${one.note || ""}`.toLowerCase().includes(wanted);
  return groups.map((group) => ({ ...group, options: group.options.filter(fits) })).filter((group) => group.options.length);
}

function Option({ one, id, current, selected, choose }) {
  const keepFocus = (event) => event.preventDefault();
  return html`<div id=${id} role="option" aria-selected=${selected} class=${`option ${current ? "option-current" : ""}`}
    onMouseDown=${keepFocus} onClick=${() => choose(one)}>
    <span class="option-check">${selected && html`<${Icon} name="check" />`}</span>
    <span class="option-words">${one.label}${one.note && html`<small>${one.note}</small>`}</span>
  </div>`;
}

function List({ groups, ids, at, chosen, choose }) {
  let index = -1;
  if (!groups.length) return html`<div class="menu-empty">Nothing fits.</div>`;
  return groups.map(
    (group) => html`<div role="group" aria-label=${group.label || undefined}>
      ${group.label && html`<div class="option-group" aria-hidden="true">${group.label}</div>`}
      ${group.options.map((one) => {
        index += 1;
        return html`<${Option} key=${one.value} one=${one} id=${`${ids}-${index}`} current=${index === at}
          selected=${has(chosen, one.value)} choose=${choose} />`;
      })}
    </div>`,
  );
}

function Face({ chosen, placeholder, multiple }) {
  if (!chosen.length) return html`<span class="picker-empty">${placeholder}</span>`;
  if (!multiple) return html`<span class="picker-value">${chosen[0].label}</span>`;
  return html`<span class="picker-chips">${chosen.map((one) => html`<span class="chip">${one.label}</span>`)}</span>`;
}

let counter = 0;

/** groups: [{label?, options: [{value, label, note?}]}]; chosen: [{value, label}]; change(list of chosen values). */
export function Picker({ id, label, groups, chosen, change, placeholder, multiple, max, describedBy, invalid, clearable, typed }) {
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState("");
  const [at, setAt] = useState(0);
  const ids = useRef(`picker-${(counter += 1)}`).current;
  const anchor = useRef();
  const panel = useRef();
  const close = () => {
    setOpen(false);
    setFilter("");
  };
  const style = usePopover(anchor, panel, open, close, { width: 260 });
  // The app itself decides what fits when it is the one asked.
  const shown = open ? matches(groups, typed ? "" : filter) : [];
  const flat = shown.flatMap((group) => group.options);
  const choose = (one) => {
    if (multiple) {
      const without = chosen.filter((other) => other.value !== one.value);
      if (without.length < chosen.length) change(without.map((other) => other.value));
      else if (!max || chosen.length < max) change([...chosen.map((other) => other.value), one.value]);
      return;
    }
    change([one.value]);
    close();
    anchor.current?.focus();
  };
  const keys = (event) => {
    const next = ["Home", "End"].includes(event.key) ? undefined : arrow(event.key, at, flat.length);
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
      document.getElementById(`${ids}-${next}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (flat[at]) choose(flat[at]);
    } else if (event.key === "Tab") close();
  };
  const show = () => {
    if (!open && typed) typed("");
    setAt(Math.max(0, groups.flatMap((group) => group.options).findIndex((one) => has(chosen, one.value))));
    setOpen(!open);
  };
  const opens = (event) => {
    if (!open && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      show();
    }
  };
  return html`<div class="picker">
    <button ref=${anchor} id=${id} type="button" role="combobox" class="picker-button" aria-haspopup="listbox" aria-expanded=${open} aria-controls=${ids}
      aria-label=${id ? undefined : label || placeholder}
      aria-describedby=${describedBy} data-invalid=${invalid ? "true" : undefined} onClick=${show} onKeyDown=${opens}>
      <${Face} chosen=${chosen} placeholder=${placeholder} multiple=${multiple} /><${Icon} name="down" />
    </button>
    ${clearable && chosen.length > 0 && !multiple &&
    html`<button type="button" class="icon-button" aria-label=${`Clear ${label || "choice"}`} onClick=${() => change([])}><${Icon} name="close" /></button>`}
    ${open &&
    html`<div ref=${panel} class="popover picker-panel" style=${style}>
      <input class="picker-filter" type="text" role="combobox" aria-expanded="true" aria-controls=${ids} aria-autocomplete="list"
        aria-activedescendant=${flat[at] ? `${ids}-${at}` : undefined} aria-label=${`Find in ${label || placeholder}`} placeholder="Find…" value=${filter}
        ref=${(input) => input && document.activeElement !== input && input.focus()}
        onInput=${(event) => (setFilter(event.target.value), setAt(0), typed && typed(event.target.value))} onKeyDown=${keys} />
      <div id=${ids} role="listbox" aria-label=${label || placeholder} aria-multiselectable=${multiple ? "true" : undefined} class="options">
        <${List} groups=${shown} ids=${ids} at=${at} chosen=${chosen} choose=${choose} />
      </div>
    </div>`}
  </div>`;
}
