// One message: who, when, what, and what can be done with it.
import { html } from "../vendor/htm-preact.js";
import { me, nameOf, state } from "./store.js";
import { dayTitle, full, time } from "./dates.js";
import { appNow } from "./clock.js";
import { onMessage } from "./actions.js";
import { openThread } from "./session.js";
import { useBlocks } from "./surface.js";
import { Avatar } from "./avatar.js";
import { Blocks } from "./blocks.js";
import { Emoji, Mrkdwn } from "./mrkdwn.js";
import { MessageFile } from "./files.js";
import { Icon } from "./icons.js";
import { Editor, isEdited, Tools } from "./message_tools.js";

const STORY = new Set([
  "channel_join",
  "channel_leave",
  "channel_topic",
  "channel_purpose",
  "channel_name",
  "channel_archive",
  "channel_unarchive",
  "channel_convert_to_private",
  "channel_convert_to_public",
  "group_join",
  "group_leave",
  "group_topic",
  "group_purpose",
  "group_name",
  "group_archive",
  "group_unarchive",
  "pinned_item",
  "bot_add",
]);

export const author = (message) => message.user || state.app.bot_user_id;

const NONE = [];

function Body({ message, channel }) {
  const blocks = message.blocks || NONE;
  const container = { type: "message", channel, ts: message.ts };
  const surface = useBlocks(container, blocks);
  // Words alone come with no blocks, or with the one rich_text block a client makes of them.
  return html`<div class="message-body">
    ${blocks.length ? html`<${Blocks} blocks=${blocks} surface=${surface} />` : message.text && html`<${Mrkdwn}
      text=${message.text} />`}
    ${(message.attachments || []).map((one) => html`<${Attachment} one=${one} surface=${surface} />`)}
    ${(message.files || []).map((file) => html`<${MessageFile} key=${file.id} file=${file} />`)}
  </div>`;
}

function Attachment({ one, surface }) {
  return html`<div class="attachment">${one.pretext && html`<${Mrkdwn} text=${one.pretext} />`}
    ${one.title && html`<strong>${one.title}</strong>`}
    ${one.blocks ? html`<${Blocks} blocks=${one.blocks} surface=${surface} />` : html`<${Mrkdwn}
      text=${one.text || one.fallback || ""} />`}
  </div>`;
}

function Reactions({ reactions }) {
  if (!reactions?.length) return null;
  return html`<div class="reactions">${reactions.map(
    (one) =>
      html`<span class="reaction" title=${(one.users || []).map(nameOf).join(", ")}><${Emoji}
        name=${one.name} /> ${one.count}</span>`,
  )}</div>`;
}

function Head({ message }) {
  const who = author(message);
  const zone = me().tz;
  const seconds = Number(message.ts);
  const isApp = Boolean(message.bot_id) || who === state.app.bot_user_id;
  return html`<div class="message-head">
    <strong class="message-author">${message.username || nameOf(who)}</strong>
    ${isApp && html`<span class="badge" title="Written by an app">APP</span>`}
    <time class="faint" title=${full(seconds, zone)}
      datetime=${new Date(seconds * 1000).toISOString()}>${time(seconds, zone)}</time>
  </div>`;
}

function Replies({ message, channel }) {
  const count = message.reply_count;
  if (!count) return null;
  const last = Number(message.latest_reply);
  return html`<button type="button" class="replies" onClick=${() => openThread(channel, message.ts)}>
    <span class="replies-faces">${(message.reply_users || []).slice(0, 4).map((id) => html`<${Avatar} id=${id}
      size="tiny" />`)}</span>
    ${count === 1 ? "1 reply" : `${count} replies`}
    <span class="faint replies-last" title=${full(last, me().tz)}>last ${dateOrTime(last)}</span>
  </button>`;
}

const dateOrTime = (seconds) => {
  const day = dayTitle(seconds, appNow(), me().tz);
  return day === "Today" ? `at ${time(seconds, me().tz)}` : day.toLowerCase() === "yesterday" ? "yesterday" : `on ${day}`;
};

const MENTIONED = /^(<@[^>]+>) has joined the channel$/;
const NAMED = 3; // of several who came in one after another

/** Whether somebody came in, and nothing else is said. */
export const isJoin = (message) => message.subtype === "channel_join" && MENTIONED.test(message.text);

/** Several who came in one after another, in one line; pointing at it names all of them. */
export function Joined({ messages }) {
  const who = messages.map((one) => one.text.match(MENTIONED)[1]);
  const named = who.length > NAMED + 1 ? who.slice(0, NAMED) : who;
  const others = who.length - named.length;
  const words = others
    ? `${named.join(", ")} and ${others} others have joined the channel`
    : `${named.slice(0, -1).join(", ")} and ${named.at(-1)} have joined the channel`;
  const seconds = Number(messages.at(-1).ts);
  return html`<div class="message story" data-ts=${messages[0].ts} role="article" tabindex="-1"
    title=${messages.map((one) => nameOf(one.user)).join(", ")}>
    <span class="story-words"><${Mrkdwn} text=${words} /></span>
    <time class="faint" title=${full(seconds, me().tz)}>${time(seconds, me().tz)}</time>
  </div>`;
}

export function MessageRow({ message, channel, joined, inThread, pinned }) {
  const seconds = Number(message.ts);
  if (STORY.has(message.subtype)) {
    return html`<div class="message story" data-ts=${message.ts} role="article" tabindex="-1">
      <span class="story-words"><${Mrkdwn} text=${message.text} /></span>
      <time class="faint" title=${full(seconds, me().tz)}>${time(seconds, me().tz)}</time>
    </div>`;
  }
  const kind = `message ${joined ? "joined" : ""} ${message.is_ephemeral ? "ephemeral" : ""} ${pinned ? "pinned" : ""}`;
  return html`<article class=${kind} data-ts=${message.ts} tabindex="-1"
    aria-label=${`${nameOf(author(message))}, ${time(seconds, me().tz)}`}>
    <div class="gutter">${joined ? html`<time class="faint"
      aria-hidden="true">${time(seconds, me().tz).replace(/ [AP]M/, "")}</time>` : html`<${Avatar}
      id=${author(message)} />`}</div>
    <div class="message-main">
      ${message.is_ephemeral && html`<div class="only-you"><${Icon} name="eye" />Only visible to you</div>`}
      ${pinned && html`<div class="pin-mark"><${Icon} name="pin" />Pinned</div>`}
      ${!joined && html`<${Head} message=${message} />`}
      ${
        isEdited(message, channel)
          ? html`<${Editor} message=${message} channel=${channel} />`
          : html`<${Body} message=${message} channel=${channel} />`
      }
      ${message.edited && html`<span class="edited faint"
        title=${`Edited ${full(Number(message.edited.ts), me().tz)}`}>(edited)</span>`}
      <${Reactions} reactions=${message.reactions} />
      ${message.is_ephemeral && html`<button type="button" class="dismiss"
        onClick=${() => onMessage("dismiss", channel, message)}>Dismiss message</button>`}
      ${!inThread && html`<${Replies} message=${message} channel=${channel} />`}
    </div>
    ${!message.is_ephemeral && html`<${Tools} message=${message} channel=${channel} inThread=${inThread}
      pinned=${pinned} />`}
  </article>`;
}
