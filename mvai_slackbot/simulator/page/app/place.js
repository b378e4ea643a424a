// The middle of the window: heading, pins and bookmarks, messages or Home, and where people write.
import { html } from "../vendor/htm-preact.js";
import { ask, channelName, currentChannel, me, nameOf, state, update } from "./store.js";
import { onChannel } from "./actions.js";
import { goTo } from "./session.js";
import { appPlaces } from "./sidebar.js";
import { useBlocks } from "./surface.js";
import { Blocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { MessageList } from "./messages.js";
import { Link, Mrkdwn } from "./mrkdwn.js";
import { withEmoji } from "./emoji.js";

const toggle = (panel) => update({ panel: state.panel === panel ? null : panel, thread: null });

function MenuButton() {
  return html`<button type="button" class="icon-button only-phone" aria-label="Channels and people"
    aria-expanded=${state.drawer} onClick=${() => update({ drawer: true })}><${Icon} name="menu" /></button>`;
}

function AppTabs() {
  const { home, direct } = appPlaces();
  const tab = (place, name) => {
    const here = state.place.kind === place.kind;
    return html`<button type="button" role="tab" aria-selected=${here} class="tab"
      onClick=${() => goTo(place)}>${name}</button>`;
  };
  return html`<div class="tabs" role="tablist"
    aria-label=${state.app.name}>${home && tab(home, "Home")}${direct && tab(direct, "Messages")}</div>`;
}

function ChannelHead({ channel }) {
  const isApp = channel.user === state.app.bot_user_id;
  const members = channel.members || [];
  return html`<header class="place-head">
    <${MenuButton} />
    <div class="place-title">
      <h1>${!channel.is_im && html`<${Icon}
        name=${channel.is_private ? "lock" : "hash"} />`}${channelName(channel)}${isApp && html`<span
        class="badge">APP</span>`}
        ${channel.is_archived && html`<span class="chip">archived</span>`}${channel.is_ext_shared && html`<span
          class="chip">shared</span>`}</h1>
      ${channel.topic?.value && html`<div class="topic faint" title=${channel.topic.value}><${Mrkdwn}
        text=${channel.topic.value} /></div>`}
      ${channel.is_im && !isApp && html`<div
        class="topic faint">${state.people.get(channel.user)?.profile?.title || ""}</div>`}
    </div>
    ${!channel.is_im && html`<button type="button" class="small quiet" aria-pressed=${state.panel === "members"}
      aria-label=${`${members.length} members`} onClick=${() => toggle("members")}><${Icon}
      name="people" />${members.length}</button>`}
    <button type="button" class="small quiet" aria-pressed=${state.panel === "pins"}
      aria-label=${`${(channel.pins || []).length} pinned messages`} onClick=${() => toggle("pins")}><${Icon}
      name="pin" />${(channel.pins || []).length}</button>
    ${deedsFor(channel).length > 0 && html`<${Menu} label=${`More for ${channelName(channel)}`}
      items=${deedsFor(channel)} />`}
  </header>`;
}

async function archive(channel) {
  const sure = await ask({
    title: `Archive #${channel.name}?`,
    text: "Nobody can write there anymore, and the app is put out of it, as in Slack.",
    confirm: "Archive",
    deny: "Cancel",
    style: "danger",
  });
  if (sure) onChannel("archive", channel.id);
}

/** What people do to a channel by hand. */
function deedsFor(channel) {
  if (channel.is_im || me().deleted) return [];
  if (channel.is_archived) return [{ label: "Unarchive channel", run: () => onChannel("unarchive", channel.id) }];
  if (!channel.is_member) return [];
  const leave = { label: "Leave channel", run: () => onChannel("leave", channel.id) };
  const close = { label: "Archive channel…", run: () => archive(channel) };
  return channel.is_general ? [leave] : [leave, close];
}

function Bookmarks({ channel }) {
  if (!channel.bookmarks?.length) return null;
  return html`<nav class="bookmarks" aria-label="Bookmarks">${channel.bookmarks.map(
    (one) =>
      html`<span class="bookmark"><${Link} url=${one.link || ""}><${Icon}
        name="link" />${withEmoji(`${one.emoji || ""} ${one.title}`)}<//></span>`,
  )}</nav>`;
}

function Home() {
  const view = state.home;
  const surface = useBlocks({ type: "home", view_id: view?.id || "home" }, view?.blocks || []);
  return html`<main class="place" aria-label=${`${state.app.name} home`}>
    <header class="place-head"><${MenuButton} /><div class="place-title"><h1>${state.app.name}<span
      class="badge">APP</span></h1></div></header>
    <${AppTabs} />
    <div class="home" tabindex="0" data-testid="home"><div class="home-inner">
      ${view ? html`<${Blocks} blocks=${view.blocks || []} surface=${surface} />` : html`<p
        class="faint empty-home">${state.app.name} has not shown anything here yet.</p>`}
    </div></div>
  </main>`;
}

export function Place() {
  if (state.place?.kind === "app-home") return html`<${Home} key=${state.me} />`;
  const channel = currentChannel();
  if (!channel)
    return html`<main class="place empty"><p class="faint">Choose a channel or a person on the left.</p></main>`;
  const isApp = channel.user === state.app.bot_user_id;
  return html`<main class="place"
    aria-label=${channel.is_im ? `Direct message with ${nameOf(channel.user)}` : `Channel ${channel.name}`}>
    <${ChannelHead} channel=${channel} />
    ${isApp && html`<${AppTabs} />`}
    <div class="slot"><${Bookmarks} channel=${channel} /></div>
    <${MessageList} key=${channel.id} channel=${channel} />
    ${me().deleted ? html`<div
      class="composer-closed">${me().real_name}'s account is deactivated.</div>` : html`<${Composer}
      channel=${channel} />`}
  </main>`;
}
