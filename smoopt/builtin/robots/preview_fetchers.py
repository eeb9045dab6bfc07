"""The names of crawlers that fetch a shared page to draw its preview."""

# (2026-12-01)
# https://developers.facebook.com/docs/sharing/webmasters/web-crawlers
# https://developer.x.com/en/docs/x-for-websites/cards/guides/getting-started
# https://www.linkedin.com/help/linkedin/answer/a521928
# https://api.slack.com/robots
# https://support.discord.com/hc/en-us/articles/206342858
# https://developers.facebook.com/docs/whatsapp/link-previews
# https://core.telegram.org/bots/webapps
# https://help.pinterest.com/en/business/article/pinterestbot
PREVIEW_FETCHERS = (
    *("facebookexternalhit", "Twitterbot", "LinkedInBot", "Slackbot-LinkExpanding", "Discordbot"),
    *("WhatsApp", "TelegramBot", "Mastodon", "Bluesky", "Pinterestbot", "redditbot"),
)
