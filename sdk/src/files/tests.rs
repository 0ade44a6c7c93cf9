use super::*;
use proptest::prelude::*;
use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex};

#[derive(Clone, Debug)]
enum Step {
    Read(usize),
    Seek(SeekFrom),
}

fn step() -> impl Strategy<Value = Step> {
    let far = 200_000_i64;
    prop_oneof![
        (0usize..100_000).prop_map(Step::Read),
        (0..far as u64).prop_map(|at| Step::Seek(SeekFrom::Start(at))),
        (-far..100).prop_map(|at: i64| Step::Seek(SeekFrom::End(at))),
        (-far..far).prop_map(|at: i64| Step::Seek(SeekFrom::Current(at))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A cursor over the same bytes is the reference.
    #[test]
    fn reads_and_jumps_like_a_cursor(length in 0usize..180_000, steps in prop::collection::vec(step(), 0..20)) {
        let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
        let mut ours = SourceReader::new(Box::new(MemoryFile::new("file", bytes.clone())));
        let mut theirs = Cursor::new(bytes);
        for step in steps {
            match step {
                Step::Read(count) => {
                    let mut left = Vec::new();
                    let mut right = Vec::new();
                    ours.by_ref().take(count as u64).read_to_end(&mut left).unwrap();
                    Read::by_ref(&mut theirs).take(count as u64).read_to_end(&mut right).unwrap();
                    prop_assert!(left == right);
                }
                Step::Seek(to) => prop_assert_eq!(ours.seek(to).ok(), theirs.seek(to).ok()),
            }
        }
    }

    #[test]
    fn writes_all_in_order(pieces in prop::collection::vec(0usize..150_000, 0..8)) {
        let written = Arc::new(Mutex::new(Vec::new()));
        let mut expected = Vec::new();
        let mut writer = SinkWriter::new(Box::new(written.clone()));
        for (number, length) in pieces.into_iter().enumerate() {
            let piece = vec![number as u8; length];
            writer.write_all(&piece).unwrap();
            expected.extend_from_slice(&piece);
        }
        writer.flush().unwrap();
        prop_assert!(*written.lock().unwrap() == expected);
    }
}
