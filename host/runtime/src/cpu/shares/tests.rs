use super::*;
use proptest::prelude::*;

fn tenant(number: usize) -> Arc<str> {
    format!("{number}").into()
}

/// What may happen; calls are chosen by their place among those that there are.
#[derive(Debug, Clone)]
enum Step {
    Enter(usize),
    Tick(usize, bool),
    Leave(usize),
    Pass(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0usize..4).prop_map(Step::Enter),
        4 => (any::<usize>(), any::<bool>()).prop_map(|(at, long)| Step::Tick(at, long)),
        2 => any::<usize>().prop_map(Step::Leave),
        1 => (0u64..20_000).prop_map(Step::Pass),
    ];
    prop::collection::vec(step, 0..200)
}

/// The scheduler, beside the calls that believe to run and to wait.
struct Model {
    shares: Shares<Id>,
    now: Duration,
    running: Vec<Id>,
    waiting: Vec<Id>,
}

impl Model {
    fn new(cores: usize) -> Model {
        Model { shares: Shares::new(cores), now: Duration::ZERO, running: vec![], waiting: vec![] }
    }

    fn wake(&mut self, woken: Vec<Id>) {
        for id in woken {
            assert!(self.waiting.contains(&id), "{id} was woken and did not wait");
            self.waiting.retain(|waiting| *waiting != id);
            self.running.push(id);
        }
    }

    fn stands(&mut self, stands: Stands<Id>) {
        if stands.runs {
            self.running.push(stands.id)
        } else {
            self.waiting.push(stands.id)
        }
        self.wake(stands.wake);
    }

    fn enter(&mut self, of: usize) -> Id {
        let next = self.shares.next;
        let stands = self.shares.enter(&tenant(of), false, self.now, || next);
        self.stands(stands);
        next
    }

    fn tick(&mut self, id: Id, long: bool) {
        self.running.retain(|running| *running != id);
        let stands = self.shares.tick(id, long, self.now, || id);
        self.stands(stands);
    }

    fn leave(&mut self, id: Id) {
        self.running.retain(|running| *running != id);
        self.waiting.retain(|waiting| *waiting != id);
        let woken = self.shares.leave(id, self.now);
        self.wake(woken);
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Enter(of) => {
                self.enter(of);
            }
            Step::Tick(at, long) if !self.running.is_empty() => {
                self.tick(self.running[at % self.running.len()], long);
            }
            Step::Leave(at) if !self.running.is_empty() || !self.waiting.is_empty() => {
                let all: Vec<Id> = self.running.iter().chain(&self.waiting).copied().collect();
                self.leave(all[at % all.len()]);
            }
            Step::Pass(millis) => self.now += Duration::from_millis(millis),
            Step::Tick(..) | Step::Leave(_) => {}
        }
    }

    fn check(&self) {
        let shares = &self.shares;
        let ids = |entries: &mut dyn Iterator<Item = Id>| {
            let mut ids: Vec<Id> = entries.collect();
            ids.sort_unstable();
            ids
        };
        assert_eq!(
            ids(&mut shares.running.iter().map(|entry| entry.id)),
            ids(&mut self.running.iter().copied()),
            "whoever runs knows it, and nobody else believes to"
        );
        assert_eq!(
            ids(&mut shares.waiting.iter().map(|entry| entry.id)),
            ids(&mut self.waiting.iter().copied())
        );
        assert!(shares.running.len() <= shares.cores);
        assert!(shares.waiting.is_empty() || !shares.running.is_empty(), "somebody waits for nobody");
    }
}

proptest! {
    #[test]
    fn nobody_is_lost_and_no_core_is_shared(cores in 1usize..6, steps in steps()) {
        let mut model = Model::new(cores);
        for step in steps {
            model.step(step);
            model.check();
        }
    }

    #[test]
    fn everybody_runs_at_last(cores in 1usize..6, steps in steps()) {
        let mut model = Model::new(cores);
        steps.into_iter().for_each(|step| model.step(step));
        // Whoever runs now ends one after the other, or is long and only ticks: nobody waits for ever.
        let waited: Vec<Id> = model.waiting.clone();
        let mut ran: Vec<Id> = Vec::new();
        for _ in 0..waited.len() + 1 {
            for id in model.running.clone() {
                if model.running.contains(&id) {
                    model.tick(id, true);
                }
                ran.extend(&model.running);
            }
        }
        for id in waited {
            prop_assert!(ran.contains(&id), "{id} never ran");
        }
    }

    #[test]
    fn a_short_call_finds_a_slot_whatever_runs_away(cores in 2usize..6, loud in 1usize..12, rounds in 1usize..20) {
        let mut model = Model::new(cores);
        model.enter(0);
        let quiet = model.running[0];
        model.leave(quiet);
        for _ in 0..loud {
            model.enter(1);
        }
        for _ in 0..rounds {
            model.running.clone().into_iter().for_each(|id| if model.running.contains(&id) { model.tick(id, true) });
            prop_assert_eq!(model.running.len(), loud.min(cores - 1));
            let id = model.enter(0);
            prop_assert!(model.running.contains(&id), "it waits");
            model.leave(id);
        }
    }
}

#[test]
fn alone_a_tenant_has_every_core_and_gives_one_up_at_its_next_tick() {
    let mut model = Model::new(4);
    for _ in 0..4 {
        model.enter(1);
    }
    model.running.clone().into_iter().for_each(|id| model.tick(id, true));
    assert_eq!(model.running.len(), 4, "nobody else is there");
    let stands = model.shares.enter(&tenant(2), false, model.now, || 99);
    assert!(!stands.runs && stands.behind_long);
    let first = model.running[0];
    let gave = model.shares.tick(first, true, model.now, || first);
    assert!(!gave.runs);
    assert_eq!(gave.wake, [99]);
}

#[test]
fn who_has_least_is_let_in_first() {
    let mut model = Model::new(4);
    let [_, first, _, second] = [model.enter(1), model.enter(1), model.enter(2), model.enter(2)];
    let (more, other) = (model.enter(1), model.enter(3));
    model.leave(second);
    assert!(model.running.contains(&other) && !model.running.contains(&more));
    model.leave(first);
    assert!(model.running.contains(&more));
}

#[test]
fn a_call_that_was_cancelled_while_it_waited_is_forgotten() {
    let mut model = Model::new(1);
    let [runs, waits] = [model.enter(1), model.enter(2)];
    model.leave(waits);
    model.leave(runs);
    assert!(model.shares.running.is_empty() && model.shares.waiting.is_empty());
}
