// The interactive elements of Block Kit outside of input blocks: buttons, selects, menus, pickers.
import { html } from "../vendor/htm-preact.js";
import { useSurface } from "./surface.js";
import { entryKey, keepsValue } from "./entries.js";
import { Menu } from "./menu.js";
import { follow, words } from "./mrkdwn.js";
import { Field } from "./inputs.js";
import { Icon } from "./icons.js";

export function Button({ block, element }) {
  const surface = useSurface();
  const busy = surface.isBusy(block, element);
  const style = ["primary", "danger"].includes(element.style) ? element.style : "";
  const label = words(element.text);
  const run = () => {
    if (busy) return;
    if (element.url) follow(element.url);
    surface.act(block, element, {
      text: element.text,
      ...(element.value !== undefined ? { value: element.value } : {}),
    });
  };
  return html`<button type="button" class=${`block-button ${style}`} aria-label=${element.accessibility_label}
    aria-busy=${busy} onClick=${run}>
    <span>${label}</span>${element.url && html`<${Icon} name="window" />`}
  </button>`;
}

function Overflow({ block, element }) {
  const surface = useSurface();
  const choose = (option) => {
    if (option.url) follow(option.url);
    surface.act(block, element, { selected_option: option });
  };
  const items = (element.options || []).map((option) => ({
    label: words(option.text),
    note: words(option.description),
    run: () => choose(option),
  }));
  return html`<${Menu} label="More actions" items=${items} className="icon-button block-overflow" />`;
}

/** An element that keeps a value and tells the app at once, as Slack does outside of input blocks. */
function Live({ block, element }) {
  const surface = useSurface();
  const change = (entry) => {
    const before = surface.entry(block, element);
    surface.keep(block, element, entry);
    const key = entryKey(element);
    const sent = surface.act(block, element, { [key]: entry[key] });
    // A choice that was not confirmed is not a choice.
    if (element.confirm) sent.then((answer) => answer.ok || answer.error || surface.keep(block, element, before));
  };
  return html`<${Field} element=${element} entry=${surface.entry(block, element)} change=${change}
    label=${words(element.placeholder) || undefined}
    search=${(typed) => surface.suggest(block, element, typed)} live />`;
}

function Feedback({ block, element }) {
  const surface = useSurface();
  const choices = [element.positive_button, element.negative_button].filter(Boolean);
  return html`<span class="button-row">${choices.map(
    (choice) => html`<button type="button" class="block-button" aria-label=${choice.accessibility_label}
      onClick=${() => surface.act(block, element, { text: choice.text, value: choice.value })}>${words(choice.text)}</button>`,
  )}</span>`;
}

export function Image({ element, className = "" }) {
  // Nothing is fetched from outside: only pictures of this machine or within the text itself are shown.
  const file = element.slack_file || {};
  const url = element.image_url || file.url || (file.id ? `/files/${file.id}` : "");
  const local = url.startsWith("data:image/") || url.startsWith(`${location.origin}/`) || /^\/(?!\/)/.test(url);
  if (local) return html`<img class=${className} src=${url} alt=${element.alt_text || ""} />`;
  return html`<span class=${`picture-box ${className}`} role="img" aria-label=${element.alt_text}
    title=${url}>${element.alt_text || "Picture"}</span>`;
}

export function Unknown({ type, what = "block", value }) {
  return html`<details class="unknown"><summary>${type || "?"} <span class="faint">(${what} not drawn here)</span>
    </summary>
    <pre tabindex="0">${JSON.stringify(value, null, 2)}</pre></details>`;
}

export function Element({ block, element }) {
  if (!element) return null;
  if (element.type === "button" || element.type === "workflow_button")
    return html`<${Button} block=${block} element=${element} />`;
  if (element.type === "icon_button") return html`<${Button} block=${block} element=${{ ...element, style: "" }} />`;
  if (element.type === "overflow") return html`<${Overflow} block=${block} element=${element} />`;
  if (element.type === "feedback_buttons") return html`<${Feedback} block=${block} element=${element} />`;
  if (element.type === "image") return html`<${Image} element=${element} className="accessory-image" />`;
  if (keepsValue(element))
    return html`<${Live} block=${block} element=${element}
  />`;
  return html`<${Unknown} type=${element.type} what="element" value=${element} />`;
}
