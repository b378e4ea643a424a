// Draws the standard Markdown of a markdown block: headings, lists, quotes, rules, code, tables, emphasis, links.
import { html, useMemo } from "../vendor/htm-preact.js";
import { DateText, Emoji, Link, UserMention, ChannelMention } from "./mrkdwn.js";
import { inline as slackInline } from "./mrkdwn_parse.js";

const INLINE = [
  [/^`([^`]+)`/, (found) => html`<code>${found[1]}</code>`],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, (found) => html`<strong>${inline(found[1])}</strong>`],
  [/^__(?=\S)([\s\S]*?\S)__/, (found) => html`<strong>${inline(found[1])}</strong>`],
  [/^~~(?=\S)([\s\S]*?\S)~~/, (found) => html`<s>${inline(found[1])}</s>`],
  [/^\*(?=[^\s*])([^*]*[^\s*])\*/, (found) => html`<em>${inline(found[1])}</em>`],
  [/^_(?=[^\s_])([^_]*[^\s_])_(?!\w)/, (found) => html`<em>${inline(found[1])}</em>`],
  [/^!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)/, (found) => html`<${Link} url=${found[2]}>${inline(found[1])}<//>`],
  [/^<[^<>\n]+>/, (found) => slackInline(found[0]).map(slackNode)],
  [/^:([a-z0-9_+-]+):/, (found) => html`<${Emoji} name=${found[1]} />`],
  [/^\\([\\`*_{}[\]()#+\-.!~>|])/, (found) => found[1]],
  [/^https?:\/\/[^\s<>]*[^\s<>.,:;!?)]/, (found) => html`<${Link} url=${found[0]}>${found[0]}<//>`],
];

function slackNode(node) {
  if (node.kind === "user") return html`<${UserMention} id=${node.id} />`;
  if (node.kind === "channel") return html`<${ChannelMention} id=${node.id} label=${node.label} />`;
  if (node.kind === "date") return html`<${DateText} ...${node} />`;
  if (node.kind === "link") return html`<${Link} url=${node.url}>${node.label || node.url}<//>`;
  return node.label || node.text;
}

export function inline(text) {
  const out = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const hit = INLINE.map(([pattern, draw]) => [pattern.exec(rest), draw]).find(([found]) => found);
    if (!hit) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) out.push(plain);
    plain = "";
    out.push(hit[1](hit[0]));
    at += hit[0][0].length;
  }
  if (plain) out.push(plain);
  return out;
}

const cells = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

function table(lines) {
  const [head, , ...rows] = lines;
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>
    <thead><tr>${cells(head).map((cell) => html`<th scope="col">${inline(cell)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${cells(row).map((cell) => html`<td>${inline(cell)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

const bare = (line, pattern) => line.replace(pattern, "");
const KINDS = [
  ["rule", /^\s*([-*_])(\s*\1){2,}\s*$/, () => html`<hr />`],
  ["quote", /^\s*>\s?/, (lines) => html`<blockquote>${draw(lines.map((line) => bare(line, /^\s*>\s?/)))}</blockquote>`],
  ["bullet", /^\s*[-*+]\s+/, (lines) => html`<ul>${lines.map((line) => item(bare(line, /^\s*[-*+]\s+/)))}</ul>`],
  [
    "number",
    /^\s*\d+[.)]\s+/,
    (lines) =>
      html`<ol start=${parseInt(lines[0].trim(), 10)}>${lines.map((line) => item(bare(line, /^\s*\d+[.)]\s+/)))}</ol>`,
  ],
  ["table", /^\s*\|.*\|\s*$/, (lines) => (lines.length > 1 ? table(lines) : paragraph(lines))],
  ["blank", /^\s*$/, () => null],
];

function item(text) {
  const task = /^\[([ xX])\]\s+/.exec(text);
  if (!task) return html`<li>${inline(text)}</li>`;
  return html`<li class="task"><span aria-hidden="true">${task[1] === " " ? "☐" : "☑"}</span>
    <span class="only-read">${task[1] === " " ? "to do: " : "done: "}</span>${inline(text.slice(task[0].length))}</li>`;
}

const paragraph = (lines) =>
  html`<p dir="auto">${lines.map((line, at) => [at ? html`<br />` : null, inline(line)])}</p>`;

function heading(line) {
  const [, marks, text] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  return html`<div class=${`md-heading md-heading-${marks.length}`} role="heading"
    aria-level=${marks.length + 2}>${inline(text)}</div>`;
}

function draw(lines) {
  const out = [];
  for (let at = 0; at < lines.length;) {
    if (/^\s*```/.test(lines[at])) {
      const end = lines.findIndex((line, index) => index > at && /^\s*```\s*$/.test(line));
      const last = end < 0 ? lines.length : end;
      out.push(html`<pre tabindex="0">${lines.slice(at + 1, last).join("\n")}</pre>`);
      at = last + 1;
    } else if (/^#{1,6}\s/.test(lines[at])) {
      out.push(heading(lines[at]));
      at += 1;
    } else {
      const kind = KINDS.find(([, pattern]) => pattern.test(lines[at]));
      const same = (line) =>
        kind ? kind[1].test(line) : !/^\s*```|^#{1,6}\s/.test(line) && !KINDS.some(([, other]) => other.test(line));
      let end = at + 1;
      while (end < lines.length && kind?.[0] !== "rule" && same(lines[end])) end += 1;
      out.push((kind ? kind[2] : paragraph)(lines.slice(at, end)));
      at = end;
    }
  }
  return out;
}

export function Markdown({ text }) {
  const drawn = useMemo(() => draw(String(text ?? "").split("\n")), [text]);
  return html`<div class="markdown">${drawn}</div>`;
}
