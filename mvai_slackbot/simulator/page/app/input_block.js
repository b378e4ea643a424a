// An input block: label, field, hint, and the words of what is wrong with it.
import { html, useRef } from "../vendor/htm-preact.js";
import { useSurface } from "./surface.js";
import { entryKey, keepsValue } from "./entries.js";
import { words } from "./mrkdwn.js";
import { Field } from "./inputs.js";
import { Unknown } from "./elements.js";

let counter = 0;
const LABELLED_INSIDE = new Set(["checkboxes", "radio_buttons", "file_input"]);

function tells(element, entry) {
  const on = element.dispatch_action_config?.trigger_actions_on;
  const typed = Object.hasOwn(entry, "value") || Object.hasOwn(entry, "rich_text_value");
  return {
    atOnce: !typed || Boolean(on?.includes("on_character_entered")),
    onEnter: typed && (!on || on.includes("on_enter_pressed")),
  };
}

export function InputBlock({ block }) {
  const surface = useSurface();
  const id = useRef(`input-${(counter += 1)}`).current;
  const { element } = block;
  if (!keepsValue(element)) return html`<${Unknown} type=${element?.type} what="input" value=${block} />`;
  const entry = surface.entry(block, element);
  const key = entryKey(element);
  const told = block.dispatch_action ? tells(element, entry) : {};
  const label = words(block.label);
  const error = surface.errors[block.block_id];
  const described = [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  const search = (typed) => surface.suggest(block, element, typed);
  const change = (next) => {
    surface.keep(block, element, next);
    if (told.atOnce) surface.act(block, element, { [key]: next[key] });
  };
  const enter = told.onEnter
    ? () => surface.act(block, element, { [key]: surface.entry(block, element)[key] })
    : undefined;
  const caption = html`${label}${block.optional && html` <span class="faint">(optional)</span>`}`;
  return html`<div class=${`input-block ${error ? "has-error" : ""}`} data-block-id=${block.block_id}>
    ${
      LABELLED_INSIDE.has(element.type)
        ? html`<div class="input-label" aria-hidden="true">${caption}</div>`
        : html`<label class="input-label" for=${id}>${caption}</label>`
    }
    <${Field} element=${element} entry=${entry} change=${change} id=${id} label=${label} describedBy=${described}
      invalid=${Boolean(error)} enter=${enter} search=${search} />
    ${error && html`<div class="input-error" id=${`${id}-error`} role="alert">${error}</div>`}
    ${block.hint && html`<div class="input-hint" id=${`${id}-hint`}>${words(block.hint)}</div>`}
  </div>`;
}
