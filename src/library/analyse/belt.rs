//! The belt: one thread cuts chunks, one worker per core reads them, the caller's thread writes the answers. Chunk `n`
//! goes to worker `n % cores` and its answer is taken from there, which keeps the order without any sorting; bounded
//! channels keep the memory flat. Knows nothing of what an article is.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread::{self, JoinHandle};

use super::source::{LineChunks, MAX_BYTES, Task, file_chunks};
use super::{AnalyseError, Input, Summary, rows, write_reading};
use crate::ingest::{Found, seed, walk};
use crate::library::report::shown;

/// Chunks that may wait before and behind each worker.
const WAITING: usize = 2;

/// What a worker made of one chunk.
#[derive(Debug, Default)]
struct Answer {
    json: Vec<u8>,
    complaints: Vec<String>,
    articles: u64,
}

#[derive(Debug)]
struct Worker {
    answers: Receiver<Answer>,
    thread: JoinHandle<()>,
}

pub(super) fn run(
    inputs: Vec<Input>,
    out: &mut impl Write,
    complaints: &mut impl Write,
) -> Result<Summary, AnalyseError> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (desks, mut workers): (Vec<_>, Vec<_>) = (0..cores).map(|_| start_worker()).unzip();
    let cutter = thread::spawn(move || cut(&inputs, &desks));
    let mut summary = Summary::default();
    for turn in 0.. {
        match next_answer(&workers[turn % cores].answers, out) {
            Ok(Some(answer)) => match write_answer(&answer, out, complaints) {
                Ok(()) => summary.add(&answer),
                Err(e) => return ended(e, summary),
            },
            Ok(None) => {
                workers.swap_remove(turn % cores).thread.join().map_err(|_| AnalyseError::Worker)?;
                break;
            }
            Err(e) => return ended(e, summary),
        }
    }
    cutter.join().map_err(|_| AnalyseError::Worker)?.map_err(AnalyseError::Read)?;
    out.flush().map_or_else(|e| ended(e, summary), |()| Ok(summary))
}

/// A reader that went away is no error: `onrecord analyse - | head -1`.
fn ended(error: io::Error, summary: Summary) -> Result<Summary, AnalyseError> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(summary) } else { Err(AnalyseError::Write(error)) }
}

impl Summary {
    fn add(&mut self, answer: &Answer) {
        self.articles += answer.articles;
        self.refused += answer.complaints.len() as u64;
    }
}

/// Hands out all chunks in turn. Ends early when the workers are gone, since then nobody wants the answers.
fn cut(inputs: &[Input], desks: &[SyncSender<Vec<Task>>]) -> io::Result<()> {
    let mut turn = desks.iter().cycle();
    let mut hand_out = |chunk| turn.next().is_some_and(|desk| desk.send(chunk).is_ok());
    for part in inputs.chunk_by(|a, b| matches!((a, b), (Input::File(_), Input::File(_)))) {
        let files: Vec<PathBuf> =
            part.iter().filter_map(|i| if let Input::File(path) = i { Some(path.clone()) } else { None }).collect();
        if files.is_empty() {
            let mut chunks = LineChunks::of(io::stdin().lock());
            while let Some(chunk) = Some(chunks.next_chunk()?).filter(|c| !c.is_empty()) {
                if !hand_out(chunk) {
                    return Ok(());
                }
            }
        } else if !file_chunks(walk(&files)).all(&mut hand_out) {
            return Ok(());
        }
    }
    Ok(())
}

fn start_worker() -> (SyncSender<Vec<Task>>, Worker) {
    let (desk, chunks) = sync_channel::<Vec<Task>>(WAITING);
    let (sender, answers) = sync_channel(WAITING);
    let thread = thread::spawn(move || {
        for chunk in chunks {
            if sender.send(answer(chunk)).is_err() {
                return;
            }
        }
    });
    (desk, Worker { answers, thread })
}

fn answer(chunk: Vec<Task>) -> Answer {
    let mut answer = Answer::default();
    for task in chunk {
        match perform(task, &mut answer.json) {
            Ok(()) => answer.articles += 1,
            Err(complaint) => answer.complaints.push(complaint),
        }
    }
    answer
}

/// Reads one article into `out`. The error is the complaint: where, what, and what was expected.
fn perform(task: Task, out: &mut Vec<u8>) -> Result<(), String> {
    let (id, article) = match task {
        Task::Line { number, json } => rows::parse(&json).map_err(|e| format!("standard input, line {number}, {e}"))?,
        Task::TooLong { number } => {
            return Err(format!("standard input, line {number}: longer than {} MiB", MAX_BYTES >> 20));
        }
        Task::File(Found { path, refused: Some(why) }) => return Err(format!("{}: {why}", shown(&path))),
        Task::File(Found { path, refused: None }) => {
            let article = seed::read(&path).map_err(|e| format!("{}: {e}", shown(&path)))?.article;
            (article.id().to_string(), article)
        }
    };
    write_reading(&id, &article, out).map_err(|e| format!("article {id}: {e}"))
}

/// The next answer of a worker, `None` when it has ended. Before waiting, what is written is passed on.
fn next_answer(answers: &Receiver<Answer>, out: &mut impl Write) -> io::Result<Option<Answer>> {
    match answers.try_recv() {
        Ok(answer) => Ok(Some(answer)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            out.flush()?;
            Ok(answers.recv().ok())
        }
    }
}

fn write_answer(answer: &Answer, out: &mut impl Write, complaints: &mut impl Write) -> io::Result<()> {
    out.write_all(&answer.json)?;
    for complaint in &answer.complaints {
        // Where even standard error is gone, the exit status still tells.
        let _ = writeln!(complaints, "onrecord: {complaint}");
    }
    Ok(())
}
