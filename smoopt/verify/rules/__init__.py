"""What may be wrong with a site as it is served: rules by topic, with what asks by them."""

from smoopt.verify.rules import (
    by_crawler,
    headers,
    live_answers,
    live_pictures,
    what_it_says,
    whole_host,
)

TOPICS = (live_answers, by_crawler, headers, what_it_says, live_pictures, whole_host)
RULES = {rule.id: rule for topic in TOPICS for rule in topic.RULES}
