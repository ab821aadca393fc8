"""scikit-learn takes what has its face for its own."""

import pytest
from sklearn.base import clone

from evidence.classify.estimator import TextClassifier
from evidence.screen.ranking import Ranker


@pytest.mark.parametrize("one", [Ranker(C=3.0), TextClassifier(folds=3, one=True)])
def test_a_clone_has_the_same_settings(one) -> None:
    copy = clone(one)
    assert copy is not one and type(copy) is type(one) and copy.get_params() == one.get_params()


def test_what_is_no_setting_cannot_be_set() -> None:
    with pytest.raises(ValueError, match="D is no setting of Ranker"):
        Ranker().set_params(D=1)
