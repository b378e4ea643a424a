// A select with a filter, single or multiple; used by every select of Block Kit.
import { html } from "../vendor/htm-preact.js";
import { has, usePicker } from "./use_picker.js";
import { Icon } from "./icons.js";


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

function Panel({ picker, props }) {
  const { ids, panel, style, shown, flat, at } = picker;
  const name = props.label || props.placeholder;
  return html`<div ref=${panel} class="popover picker-panel" style=${style}>
    <input class="picker-filter" type="text" role="combobox" aria-expanded="true" aria-controls=${ids}
      aria-autocomplete="list" aria-activedescendant=${flat[at] ? `${ids}-${at}` : undefined}
      aria-label=${`Find in ${name}`} placeholder="Find…" value=${picker.filter}
      ref=${(input) => input && document.activeElement !== input && input.focus()}
      onInput=${(event) => picker.find(event.target.value)} onKeyDown=${picker.keys} />
    <div id=${ids} role="listbox" aria-label=${name} class="options"
      aria-multiselectable=${props.multiple ? "true" : undefined}>
      <${List} groups=${shown} ids=${ids} at=${at} chosen=${props.chosen} choose=${picker.choose} />
    </div>
  </div>`;
}

function Clear({ label, change }) {
  return html`<button type="button" class="icon-button" aria-label=${`Clear ${label || "choice"}`}
    onClick=${() => change([])}><${Icon} name="close" /></button>`;
}

/** groups: [{label?, options: [{value, label, note?}]}]; chosen: [{value, label}]; change(list of chosen values). */
export function Picker(props) {
  const { id, label, chosen, placeholder, multiple } = props;
  const picker = usePicker(props);
  return html`<div class="picker">
    <button ref=${picker.anchor} id=${id} type="button" role="combobox" class="picker-button" aria-haspopup="listbox"
      aria-expanded=${picker.open} aria-controls=${picker.ids} aria-label=${id ? undefined : label || placeholder}
      aria-describedby=${props.describedBy} data-invalid=${props.invalid ? "true" : undefined}
      onClick=${picker.show} onKeyDown=${picker.opens}>
      <${Face} chosen=${chosen} placeholder=${placeholder} multiple=${multiple} /><${Icon} name="down" />
    </button>
    ${props.clearable && chosen.length > 0 && !multiple && html`<${Clear} label=${label} change=${props.change} />`}
    ${picker.open && html`<${Panel} picker=${picker} props=${props} />`}
  </div>`;
}
