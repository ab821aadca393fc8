"""What the book says of a claim, a template for each verdict; config/propositions.yaml may put its own in their place."""

SENTENCES = {
    "agreement_for": "The evidence agrees that {that}{so_far}: {counted}.",
    "leans_for": "The evidence leans towards the claim that {that}{so_far}: {counted}.",
    "divided": "The evidence is divided on whether {that}{so_far}: {counted}.",
    "qualified": "The evidence only qualifies the claim that {that}{so_far}: {counted}.",
    "leans_against": "The evidence leans against the claim that {that}{so_far}: {counted}.",
    "agreement_against": "The evidence agrees in speaking against the claim that {that}{so_far}: {counted}.",
    "not_tested": "It is not tested whether {that}: {missing}.",
    "indirect": "{indirect|capital} {indirect_word} a side less directly and {indirect_verb} not counted into this.",
    "qualifying": "{n_qualifies|capital} {qualify_word} the claim.",
    "silent": "{n_silent|capital} {silent_word} read for the claim and {silent_verb} nothing on it.",
    "not_read": "{n_not_read|capital} further {unread_word} not been read for the claim yet.",
    "by_field": "By {facet}: {by_field}.",
}
