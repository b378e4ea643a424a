// Draws rich_text blocks: sections, lists, quotes, preformatted text and their inline elements.
import { html } from "../vendor/htm-preact.js";
import { ChannelMention, DateText, Emoji, Link, UserMention } from "./mrkdwn.js";

function styled(element, node) {
  const style = element.style || {};
  let out = node;
  if (style.code) out = html`<code>${out}</code>`;
  if (style.bold) out = html`<strong>${out}</strong>`;
  if (style.italic) out = html`<em>${out}</em>`;
  if (style.strike) out = html`<s>${out}</s>`;
  if (style.underline) out = html`<u>${out}</u>`;
  return out;
}

const INLINE = {
  text: (element) => element.text,
  link: (element) => html`<${Link} url=${element.url}>${element.text || element.url}<//>`,
  user: (element) => html`<${UserMention} id=${element.user_id} />`,
  channel: (element) => html`<${ChannelMention} id=${element.channel_id} />`,
  emoji: (element) => html`<${Emoji} name=${element.name} />`,
  broadcast: (element) => html`<span class="mention mention-me">@${element.range}</span>`,
  usergroup: (element) => html`<span class="mention">@${element.usergroup_id}</span>`,
  date: (element) =>
    html`<${DateText} seconds=${element.timestamp} pattern=${element.format} label=${element.fallback}
      link=${element.url} />`,
  color: (element) =>
    html`<span class="color-chip"><i style=${{ background: element.value }}></i>${element.value}</span>`,
};

function inline(elements = []) {
  return elements.map((element) => styled(element, (INLINE[element.type] || ((other) => `[${other.type}]`))(element)));
}

function list(element) {
  const tag = element.style === "ordered" ? "ol" : "ul";
  const items = (element.elements || []).map((one) => html`<li>${inline(one.elements)}</li>`);
  return html`<${tag} class=${`indent-${element.indent || 0}`}
    start=${element.offset ? element.offset + 1 : undefined}>${items}<//>`;
}

const PARTS = {
  rich_text_section: (element) => html`<div class="rich-section" dir="auto">${inline(element.elements)}</div>`,
  rich_text_list: list,
  rich_text_quote: (element) => html`<blockquote class="rich-section">${inline(element.elements)}</blockquote>`,
  rich_text_preformatted: (element) => html`<pre tabindex="0">${inline(element.elements)}</pre>`,
};

export function RichText({ block }) {
  const parts = (block?.elements || []).map((element) =>
    (PARTS[element.type] || ((other) => html`<div class="unknown">${other.type}</div>`))(element),
  );
  return html`<div class="rich-text">${parts}</div>`;
}

/** Words typed by a person -> the rich_text a rich_text_input hands in. */
export function richTextOf(text) {
  if (!text) return null;
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

export function plainOf(block) {
  return (block?.elements || []).flatMap((part) => (part.elements || []).map((one) => one.text || "")).join("");
}
