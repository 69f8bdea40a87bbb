//! The training itself: an averaged structured perceptron with margins, in whole numbers, so that it is the same everywhere.

use onrecord::analysis::names::training::{self, HEAD, LABELS, ROW, ROWS, Scores, Steps, best_labels};

use crate::corpus::{Doc, labels};
use crate::random::Random;

const EPOCHS: usize = 12;
/// How much better than a wrong label the right one must be.
const MARGIN: i32 = 40;
/// The same where the wrong label is a person: a wrong person is worse than a missing one.
const PERSON_MARGIN: i32 = 100;
/// How many features in a hundred are left out each time, so that no single one is relied on.
const DROPPED: usize = 25;

/// A run of words: the rows of each word's features, and the right labels.
struct Run {
    rows: Vec<Vec<u16>>,
    right: Vec<usize>,
}

impl Run {
    /// The run without some of its features.
    fn thinned(&self, random: &mut Random) -> Self {
        let mut thin = |rows: &Vec<u16>| rows.iter().copied().filter(|_| !random.chance(DROPPED)).collect();
        Self { rows: self.rows.iter().map(&mut thin).collect(), right: self.right.clone() }
    }
}

struct Learner {
    weights: Vec<[i32; LABELS]>,
    /// Sum of each change times the time of the change, for the average.
    late: Vec<[i64; LABELS]>,
    steps: Steps,
    late_steps: [[i64; LABELS]; LABELS + 1],
    time: i64,
}

/// Trains on the documents and gives the bytes of the model file.
pub(crate) fn train(docs: &[Doc]) -> Vec<u8> {
    let mut runs: Vec<Run> = docs.iter().flat_map(runs_of).collect();
    let mut learner = Learner {
        weights: vec![[0; LABELS]; ROWS],
        late: vec![[0; LABELS]; ROWS],
        steps: [[0; LABELS]; LABELS + 1],
        late_steps: [[0; LABELS]; LABELS + 1],
        time: 1,
    };
    let mut random = Random(7);
    for _ in 0..EPOCHS {
        random.shuffle(&mut runs);
        for run in &runs {
            learner.learn(&run.thinned(&mut random));
        }
    }
    learner.file()
}

/// The runs of a document with their right labels.
fn runs_of(doc: &Doc) -> Vec<Run> {
    let tokens = doc.tokens();
    let right: Vec<_> = doc.lines.iter().zip(&tokens).map(|(line, tokens)| labels(line, tokens)).collect();
    let labelled = |run: training::Run| {
        let right = right[run.line][run.start..run.start + run.rows.len()].to_vec();
        Run { rows: run.rows, right }
    };
    training::runs(&doc.tokenised(&tokens)).into_iter().map(labelled).collect()
}

impl Learner {
    fn learn(&mut self, run: &Run) {
        let mut scores: Vec<Scores> = run.rows.iter().map(|rows| self.scores(rows)).collect();
        for (score, &right) in scores.iter_mut().zip(&run.right) {
            for (label, score) in score.iter_mut().enumerate().filter(|l| l.0 != right) {
                let person = matches!(label, 1 | 2) && !matches!(right, 1 | 2);
                *score += if person { PERSON_MARGIN } else { MARGIN };
            }
        }
        let found = best_labels(&scores, &self.steps);
        if found != run.right {
            self.correct(run, &found);
        }
        self.time += 1;
    }

    fn scores(&self, rows: &[u16]) -> Scores {
        let mut sums = [0; LABELS];
        for &row in rows {
            sums.iter_mut().zip(self.weights[usize::from(row)]).for_each(|(sum, w)| *sum += w);
        }
        sums
    }

    fn correct(&mut self, run: &Run, found: &[usize]) {
        let (mut right_before, mut found_before) = (LABELS, LABELS);
        for ((rows, &right), &found) in run.rows.iter().zip(&run.right).zip(found) {
            if right != found {
                for &row in rows {
                    self.change(usize::from(row), right, 1);
                    self.change(usize::from(row), found, -1);
                }
            }
            if (right_before, right) != (found_before, found) {
                self.change_step(right_before, right, 1);
                self.change_step(found_before, found, -1);
            }
            (right_before, found_before) = (right, found);
        }
    }

    fn change(&mut self, row: usize, label: usize, by: i32) {
        self.weights[row][label] += by;
        self.late[row][label] += i64::from(by) * self.time;
    }

    fn change_step(&mut self, from: usize, to: usize, by: i32) {
        self.steps[from][to] += by;
        self.late_steps[from][to] += i64::from(by) * self.time;
    }

    /// The averages, scaled so that all but few weights fit into a byte.
    fn file(&self) -> Vec<u8> {
        let average = |weight: i32, late: i64| i64::from(weight) * self.time - late;
        let mut sizes: Vec<i64> = Vec::new();
        for (weights, late) in self.weights.iter().zip(&self.late) {
            sizes.extend(weights.iter().zip(late).map(|(&w, &l)| average(w, l).abs()).filter(|&a| a != 0));
        }
        sizes.sort_unstable();
        let largest = sizes.get(sizes.len() * 9995 / 10000).copied().unwrap_or(1).max(1);
        let scaled = |value: i64, most: i16| {
            let value = i128::from(value) * 127 * 2 / i128::from(largest);
            let rounded = i128::midpoint(value, value.signum()).clamp(i128::from(-most), i128::from(most));
            i16::try_from(rounded).unwrap_or(most).to_le_bytes()
        };
        let mut bytes = Vec::with_capacity(HEAD + ROWS * ROW);
        for (steps, late) in self.steps.iter().zip(&self.late_steps) {
            for (&step, &late) in steps.iter().zip(late) {
                bytes.extend(scaled(average(step, late), 32000));
            }
        }
        for (weights, late) in self.weights.iter().zip(&self.late) {
            // The lower byte of a small number is that number as a signed byte.
            bytes.extend(weights.iter().zip(late).map(|(&w, &l)| scaled(average(w, l), 127)[0]));
            bytes.push(0);
        }
        bytes
    }
}
