// Draws parsed mrkdwn and plain_text as nodes, with mentions, channels and dates as the person looking sees them.
import { html, useMemo } from "../vendor/htm-preact.js";
import { channelName, me, nameOf, state } from "./store.js";
import { fillDate, full } from "./dates.js";
import { emoji, withEmoji } from "./emoji.js";
import { parse } from "./mrkdwn_parse.js";
import { goTo } from "./session.js";
import { appNow } from "./clock.js";

const SAFE_LINK = /^(https?:|mailto:|tel:)/i;

export function Link({ url, children }) {
  if (!SAFE_LINK.test(url)) return html`<span title=${`Not opened: ${url}`}>${children}</span>`;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${children}</a>`;
}

/** Opens what a button or menu entry points to, if it is a web address. */
export function follow(url) {
  if (SAFE_LINK.test(url)) open(url, "_blank", "noopener");
}

export function UserMention({ id, label }) {
  const own = id === state.me;
  return html`<span class=${own ? "mention mention-me" : "mention"}>@${nameOf(id) || label}</span>`;
}

export function ChannelMention({ id, label }) {
  const channel = state.channels.get(id);
  if (!channel) return html`<span class="mention">${label ? `#${label}` : "a private channel"}</span>`;
  return html`<button type="button" class="mention mention-link" onClick=${() => goTo({ kind: "channel", id })}>
    #${channelName(channel)}
  </button>`;
}

export function Emoji({ name }) {
  const found = emoji(name);
  return html`<span class="emoji" role="img" aria-label=${name.replace(/_/g, " ")}>${found || `:${name}:`}</span>`;
}

export function DateText({ seconds, pattern, label, link }) {
  const zone = me().tz;
  if (!Number.isFinite(seconds)) return label;
  const words = html`<time title=${full(seconds, zone)}>${fillDate(pattern, seconds, zone, appNow())}</time>`;
  return link ? html`<${Link} url=${link}>${words}<//>` : words;
}

const PHONE = /((?:\d{1,3}-)?\d{3}-\d{3}-\d{4})/;

/** A phone number stays on one line: read aloud or typed, it is one thing. */
function withPhones(text) {
  if (!PHONE.test(text)) return text;
  return text.split(PHONE).map((part, index) => (index % 2 ? html`<span class="phone">${part}</span>` : part));
}

const DRAW = {
  text: (node) => withPhones(node.text),
  bold: (node) => html`<strong>${nodes(node.nodes)}</strong>`,
  italic: (node) => html`<em>${nodes(node.nodes)}</em>`,
  strike: (node) => html`<s>${nodes(node.nodes)}</s>`,
  code: (node) => html`<code>${node.text}</code>`,
  emoji: (node) => html`<${Emoji} name=${node.name} />`,
  user: (node) => html`<${UserMention} id=${node.id} label=${node.label} />`,
  channel: (node) => html`<${ChannelMention} id=${node.id} label=${node.label} />`,
  group: (node) => html`<span class="mention">${node.label}</span>`,
  broadcast: (node) => html`<span class="mention mention-me">${node.label}</span>`,
  date: (node) => html`<${DateText} ...${node} />`,
  link: (node) => html`<${Link} url=${node.url}>${node.label || node.url.replace(/^(mailto|tel):/, "")}<//>`,
};

function nodes(list) {
  return list.map((node) => DRAW[node.kind](node));
}

const joined = (lines) => lines.map((line, index) => [index ? html`<br />` : null, nodes(line)]);

function draw(block) {
  if (block.kind === "pre") return html`<pre tabindex="0">${block.text}</pre>`;
  if (block.kind === "quote") return html`<blockquote>${joined(block.lines)}</blockquote>`;
  if (block.kind === "bullet") return html`<ul>${block.lines.map((line) => html`<li>${nodes(line)}</li>`)}</ul>`;
  return html`<div dir="auto">${joined(block.lines)}</div>`;
}

export function Mrkdwn({ text }) {
  const blocks = useMemo(() => parse(text), [text]);
  return html`<div class="mrkdwn">${blocks.map(draw)}</div>`;
}

/** A Slack text object, plain or mrkdwn, or a bare string taken as mrkdwn. */
export function Text({ text }) {
  if (text === undefined || text === null) return null;
  if (typeof text === "string") return html`<${Mrkdwn} text=${text} />`;
  if (text.type === "plain_text") return html`<span class="plain" dir="auto">${withEmoji(text.text)}</span>`;
  return html`<${Mrkdwn} text=${text.text} />`;
}

/** The words of a text object where only a string will do. */
export function words(text) {
  if (!text) return "";
  return withEmoji(typeof text === "string" ? text : text.text);
}
