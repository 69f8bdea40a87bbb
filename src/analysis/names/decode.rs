//! Finds the best labels of a run of words, and by how much they are the best. Knows labels and scores, no text.

/// What a word is part of. The order is that of the weights in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Outside,
    PersonStart,
    PersonInside,
    OrgStart,
    OrgInside,
    Place,
    Other,
}

/// How many labels there are.
pub const LABELS: usize = 7;

/// The labels in the order of the weights.
pub(super) const ALL: [Label; LABELS] = [
    Label::Outside,
    Label::PersonStart,
    Label::PersonInside,
    Label::OrgStart,
    Label::OrgInside,
    Label::Place,
    Label::Other,
];

/// One score for each label.
pub type Scores = [i32; LABELS];

/// What following one label by another adds; row `LABELS` is for the start of a run.
pub type Steps = [Scores; LABELS + 1];

/// The best labels of a run. Ties go to the label that comes first, so the result never wavers.
#[must_use]
pub fn best_labels(scores: &[Scores], steps: &Steps) -> Vec<usize> {
    let mut ahead = Vec::new();
    forward(scores, steps, &mut ahead);
    let Some(last) = ahead.last() else { return Vec::new() };
    let mut label = best(last);
    let mut labels = vec![label; scores.len()];
    for at in (1..scores.len()).rev() {
        let mut from = ahead[at - 1];
        from.iter_mut().zip(steps).for_each(|(score, step)| *score += step[label]);
        label = best(&from);
        labels[at - 1] = label;
    }
    labels
}

/// For each word and label, the score of the best labelling of the whole run that gives the word this label; into `through`.
pub(super) fn best_through(scores: &[Scores], steps: &Steps, through: &mut Vec<Scores>) {
    forward(scores, steps, through);
    if through.len() == 1 {
        return;
    }
    let mut behind = [0; LABELS];
    for at in (0..scores.len()).rev() {
        through[at].iter_mut().zip(behind).for_each(|(score, rest)| *score += rest);
        let after: Scores = std::array::from_fn(|label| behind[label] + scores[at][label]);
        behind =
            std::array::from_fn(|label| (0..LABELS).map(|to| steps[label][to] + after[to]).fold(i32::MIN, i32::max));
    }
}

/// The score of the best labelling up to each word, for each label of that word; into `ahead`.
fn forward(scores: &[Scores], steps: &Steps, ahead: &mut Vec<Scores>) {
    ahead.clear();
    for score in scores {
        let reached = match ahead.last() {
            None => steps[LABELS],
            Some(last) => {
                let step = |from: usize| steps[from].map(|step| last[from] + step);
                (1..LABELS).map(step).fold(step(0), |best, next| std::array::from_fn(|to| best[to].max(next[to])))
            }
        };
        ahead.push(std::array::from_fn(|label| reached[label].saturating_add(score[label])));
    }
}

/// The best label; a tie goes to the one that comes first, so the result never wavers.
#[must_use]
pub(super) fn best(scores: &Scores) -> usize {
    (1..LABELS).fold(0, |best, label| if scores[label] > scores[best] { label } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_may_outweigh_a_word() {
        let mut steps = [[0; LABELS]; LABELS + 1];
        steps[1][2] = 5;
        let (mut first, mut second) = ([0; LABELS], [0; LABELS]);
        first[1] = 3;
        second[3] = 4;
        assert_eq!(best_labels(&[first, second], &steps), [1, 2]);
        let mut through = Vec::new();
        best_through(&[first, second], &steps, &mut through);
        assert_eq!((through[1][3], through[0][1]), (7, 8));
    }

    #[test]
    fn no_words_have_no_labels() {
        assert!(best_labels(&[], &[[0; LABELS]; LABELS + 1]).is_empty());
    }
}
