"""Words as numbers: what scikit-learn counts and weighs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from evidence.tfidf import WordFeatures

TEXTS = st.lists(st.text(alphabet="ab cİſßé1_-.\u00a0\u0301", max_size=40), min_size=1, max_size=30)


@given(TEXTS, TEXTS, st.sampled_from([0.4, 0.95, 1.0]))
def test_words_are_weighed_as_in_scikit_learn(learnt, others, most) -> None:
    theirs, ours = TfidfVectorizer(sublinear_tf=True, max_df=most), WordFeatures(most)
    try:
        expected = theirs.fit_transform(learnt)
    except ValueError:
        with pytest.raises(ValueError, match="no words"):
            ours.fit_transform(learnt)
        return
    told = ours.fit_transform(learnt)
    assert ours.names_.tolist() == theirs.get_feature_names_out().tolist()
    assert told.toarray() == pytest.approx(expected.toarray(), rel=1e-14, abs=0)
    assert np.array_equal(ours.transform(others).toarray(), theirs.transform(others).toarray())


def test_nothing_to_learn_is_a_column_of_noughts() -> None:
    assert WordFeatures.none().transform(["a text", "-"]).toarray().tolist() == [[0.0], [0.0]]
