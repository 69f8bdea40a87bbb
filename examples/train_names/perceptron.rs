//! The training itself: an averaged structured perceptron with margins, in whole numbers, so that it is the same everywhere.
//! It learns twice: with all features, and then, several times over, with those alone that find a place in the model.

use onrecord::analysis::names::training::{self, LABELS, ROW, ROWS, Scores, Steps, best_labels, row_of};

use crate::corpus::{Doc, labels};
use crate::random::Random;

/// How often each text is read the first time, and the second.
const EPOCHS: [usize; 2] = [6, 12];
/// How much better than a wrong label the right one must be.
const MARGIN: i32 = 40;
/// The same where the wrong label is a person: a wrong person is worse than a missing one.
const PERSON_MARGIN: i32 = 100;
/// How many features in a hundred are left out each time, so that no single one is relied on.
const DROPPED: usize = 25;
/// Features seen less often are not learnt.
const RAREST: u32 = 2;
/// The orders in which the texts are read the second time; the model is the average of what each teaches.
const ORDERS: [u64; 3] = [7, 8, 9];
/// How many features there can be: what [`training::Run`] says of them has 24 bits.
const KEYS: usize = 1 << 24;

/// A run of words: the features of each word, and the right labels.
#[derive(Clone)]
struct Run {
    features: Vec<Vec<u32>>,
    right: Vec<usize>,
}

impl Run {
    /// The run without some of its features.
    fn thinned(&self, random: &mut Random) -> Self {
        let mut thin = |features: &Vec<u32>| features.iter().copied().filter(|_| !random.chance(DROPPED)).collect();
        Self { features: self.features.iter().map(&mut thin).collect(), right: self.right.clone() }
    }

    /// The run with the features numbered as `number` says, without those that have no number.
    fn numbered(&self, number: &[u32]) -> Self {
        let renamed = |features: &Vec<u32>| {
            features.iter().map(|&key| number[key as usize]).filter(|&n| n != u32::MAX).collect::<Vec<_>>()
        };
        Self { features: self.features.iter().map(renamed).collect(), right: self.right.clone() }
    }
}

/// Trains on the documents and gives the bytes of the model file.
pub(crate) fn train(docs: &[Doc]) -> Vec<u8> {
    let runs: Vec<Run> = docs.iter().flat_map(runs_of).collect();
    let mut counts = vec![0_u32; KEYS];
    runs.iter().flat_map(|run| run.features.iter().flatten()).for_each(|&key| counts[key as usize] += 1);
    let keys: Vec<u32> = (0..).zip(&counts).filter(|k| *k.1 >= RAREST).map(|k| k.0).collect();
    let kept = choose(&Learner::taught(&runs, &keys, EPOCHS[0], ORDERS[0]).averages(), &keys, &counts);
    let mut sum = Averages { weights: vec![[0; LABELS]; kept.len()], steps: [[0; LABELS]; LABELS + 1] };
    for order in ORDERS {
        sum.add(&Learner::taught(&runs, &kept, EPOCHS[1], order).averages());
    }
    sum.file(&kept)
}

/// The runs of a document with their right labels.
fn runs_of(doc: &Doc) -> Vec<Run> {
    let tokens = doc.tokens();
    let right: Vec<_> = doc.lines.iter().zip(&tokens).map(|(line, tokens)| labels(line, tokens)).collect();
    let labelled = |run: training::Run| {
        let right = right[run.line][run.start..run.start + run.features.len()].to_vec();
        Run { features: run.features, right }
    };
    training::runs(&doc.tokenised(&tokens)).into_iter().map(labelled).collect()
}

struct Learner {
    weights: Vec<[i32; LABELS]>,
    /// Sum of each change times the time of the change, for the average.
    late: Vec<[i64; LABELS]>,
    steps: Steps,
    late_steps: [[i64; LABELS]; LABELS + 1],
    time: i64,
}

impl Learner {
    /// Learns the weights of these features, in their order.
    fn taught(runs: &[Run], keys: &[u32], epochs: usize, order: u64) -> Self {
        let mut number = vec![u32::MAX; KEYS];
        (0..).zip(keys).for_each(|(n, &key)| number[key as usize] = n);
        let mut runs: Vec<Run> = runs.iter().map(|run| run.numbered(&number)).collect();
        let mut learner = Self {
            weights: vec![[0; LABELS]; keys.len()],
            late: vec![[0; LABELS]; keys.len()],
            steps: [[0; LABELS]; LABELS + 1],
            late_steps: [[0; LABELS]; LABELS + 1],
            time: 1,
        };
        let mut random = Random(order);
        for _ in 0..epochs {
            random.shuffle(&mut runs);
            for run in &runs {
                learner.learn(&run.thinned(&mut random));
            }
        }
        learner
    }

    fn learn(&mut self, run: &Run) {
        let mut scores: Vec<Scores> = run.features.iter().map(|features| self.scores(features)).collect();
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

    fn scores(&self, features: &[u32]) -> Scores {
        let mut sums = [0; LABELS];
        for &feature in features {
            sums.iter_mut().zip(self.weights[feature as usize]).for_each(|(sum, w)| *sum += w);
        }
        sums
    }

    fn correct(&mut self, run: &Run, found: &[usize]) {
        let (mut right_before, mut found_before) = (LABELS, LABELS);
        for ((features, &right), &found) in run.features.iter().zip(&run.right).zip(found) {
            if right != found {
                for &feature in features {
                    self.change(feature as usize, right, 1);
                    self.change(feature as usize, found, -1);
                }
            }
            if (right_before, right) != (found_before, found) {
                self.change_step(right_before, right, 1);
                self.change_step(found_before, found, -1);
            }
            (right_before, found_before) = (right, found);
        }
    }

    fn change(&mut self, feature: usize, label: usize, by: i32) {
        self.weights[feature][label] += by;
        self.late[feature][label] += i64::from(by) * self.time;
    }

    fn change_step(&mut self, from: usize, to: usize, by: i32) {
        self.steps[from][to] += by;
        self.late_steps[from][to] += i64::from(by) * self.time;
    }

    /// The averages of the weights over all the time of learning, times that time.
    fn averages(&self) -> Averages {
        let average = |weight: i32, late: i64| i64::from(weight) * self.time - late;
        let weights = self.weights.iter().zip(&self.late);
        Averages {
            weights: weights.map(|(w, l)| std::array::from_fn(|label| average(w[label], l[label]))).collect(),
            steps: std::array::from_fn(|from| {
                std::array::from_fn(|to| average(self.steps[from][to], self.late_steps[from][to]))
            }),
        }
    }
}

/// What was learnt: the weights of each feature, and the steps.
struct Averages {
    weights: Vec<[i64; LABELS]>,
    steps: [[i64; LABELS]; LABELS + 1],
}

/// For each row of the model, the one feature that tells most, of all that would stand there.
fn choose(averages: &Averages, keys: &[u32], counts: &[u32]) -> Vec<u32> {
    let mut best = vec![(0, 0); ROWS];
    for (weights, &key) in averages.weights.iter().zip(keys) {
        let spread = weights.iter().max().zip(weights.iter().min()).map_or(0, |(most, least)| most - least);
        let worth = spread.saturating_mul(i64::from(counts[key as usize].isqrt()));
        let (row, _) = row_of(key);
        if worth > best[row].0 {
            best[row] = (worth, key);
        }
    }
    let mut kept: Vec<u32> = best.into_iter().filter(|b| b.0 > 0).map(|b| b.1).collect();
    kept.sort_unstable();
    kept
}

impl Averages {
    fn add(&mut self, other: &Self) {
        let mine = self.weights.iter_mut().chain(&mut self.steps).flatten();
        mine.zip(other.weights.iter().chain(&other.steps).flatten()).for_each(|(sum, by)| *sum += by);
    }

    /// The bytes of the model, scaled so that all but few weights fit into a byte.
    fn file(&self, keys: &[u32]) -> Vec<u8> {
        let mut sizes: Vec<i64> = self.weights.iter().flatten().map(|w| w.abs()).filter(|&a| a != 0).collect();
        sizes.sort_unstable();
        let largest = sizes.get(sizes.len() * 9995 / 10000).copied().unwrap_or(1).max(1);
        let scaled = |value: i64, most: i16| {
            let value = i128::from(value) * 127 * 2 / i128::from(largest);
            let rounded = i128::midpoint(value, value.signum()).clamp(i128::from(-most), i128::from(most));
            i16::try_from(rounded).unwrap_or(most).to_le_bytes()
        };
        let mut bytes: Vec<u8> = self.steps.iter().flatten().flat_map(|&step| scaled(step, 32000)).collect();
        let mut rows = vec![[0; ROW]; ROWS];
        for (weights, &key) in self.weights.iter().zip(keys) {
            let (row, check) = row_of(key);
            rows[row][0] = check;
            // The lower byte of a small number is that number as a signed byte.
            rows[row][1..].copy_from_slice(&weights.map(|w| scaled(w, 127)[0]));
        }
        bytes.extend(rows.concat());
        bytes
    }
}
