use super::*;
use proptest::prelude::*;

const ALL: [Kind; 6] = Kind::ALL;

proptest! {
    #[test]
    fn no_override_ever_widens(fuel: Option<u64>, wall_ms: Option<u64>, memory: Option<usize>, handles: Option<usize>, output: Option<u64>, log_lines: Option<usize>) {
        let by = LimitOverrides { fuel, wall_ms, memory, handles, output, log_lines };
        if let Ok(narrowed) = Limits::default().narrow(&by, &ALL) {
            for kind in ALL {
                let (wide, narrow) = (KindLimits::of(kind), narrowed.kind(kind));
                prop_assert!(narrow.fuel <= wide.fuel && narrow.wall <= wide.wall && narrow.memory <= wide.memory && narrow.output <= wide.output);
            }
            prop_assert!(narrowed.handles <= Limits::default().handles && narrowed.log_lines <= Limits::default().log_lines);
        }
    }
}

#[test]
fn wider_is_refused_by_name() {
    let by = LimitOverrides { memory: Some(1 << 40), ..LimitOverrides::default() };
    let refused = Limits::default().narrow(&by, &[Kind::PasswordPolicy]).unwrap_err();
    assert_eq!(refused.name, "memory");
    assert_eq!(refused.allowed, 48 << 20);
}

#[test]
fn a_manifest_and_an_operator_narrow_one_after_the_other() {
    let kinds = [Kind::PasswordPolicy];
    let manifest = LimitOverrides { fuel: Some(1_000), ..LimitOverrides::default() };
    let operator = LimitOverrides { wall_ms: Some(400), ..LimitOverrides::default() };
    let both = Limits::default().narrow(&manifest, &kinds).unwrap().narrow(&operator, &kinds).unwrap();
    assert_eq!((both.kind(kinds[0]).fuel, both.kind(kinds[0]).whole_wall()), (1_000, 2 * TICK));
    let wider = LimitOverrides { fuel: Some(2_000), ..LimitOverrides::default() };
    assert!(both.narrow(&wider, &kinds).is_err());
}
