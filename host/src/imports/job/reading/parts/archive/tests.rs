use std::io::Write as _;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

struct Bytes(Vec<u8>);

impl FileSource for Bytes {
    fn name(&self) -> &str {
        "all.zip"
    }

    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self.0.get(offset as usize..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
    for (at, (name, content)) in files.iter().enumerate() {
        let method =
            if at % 2 == 0 { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("starts");
        zip.write_all(content).expect("writes");
    }
    zip.finish().expect("finishes").into_inner()
}

fn unpacked(bytes: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let mut source = Bytes(bytes);
    let mut files = Vec::new();
    for entry in entries(&mut source)? {
        let mut content = Vec::new();
        unpack(&mut source, &entry, |piece| {
            content.extend_from_slice(piece);
            Ok::<(), Refusal>(())
        })?;
        files.push((entry.name, content));
    }
    Ok(files)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn files_come_out_as_they_went_in_and_damage_is_noticed(
        contents in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..4_000), 1..6),
        hit in any::<prop::sample::Index>(),
        by in 1_u8..,
    ) {
        let named: Vec<(String, &[u8])> =
            contents.iter().enumerate().map(|(at, content)| (format!("{at}.csv"), content.as_slice())).collect();
        let files: Vec<(&str, &[u8])> = named.iter().map(|(name, content)| (name.as_str(), *content)).collect();
        let good = archive(&files);
        let out = unpacked(good.clone()).expect("unpacks");
        prop_assert_eq!(out.len(), files.len());
        for ((name, content), (expected, bytes)) in out.iter().zip(&files) {
            prop_assert_eq!(name, expected);
            prop_assert_eq!(content, bytes);
        }
        // One changed byte: an error, or the same files (a date may change), never a panic and never other content.
        let mut bad = good;
        let at = hit.index(bad.len());
        bad[at] = bad[at].wrapping_add(by);
        if let Ok(out) = unpacked(bad) {
            let same = out.iter().all(|(_, content)| contents.contains(content));
            prop_assert!(same);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut all = bytes;
        all.extend_from_slice(b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2e\0\0\0\0\0\0\0\0\0");
        let _ = unpacked(all);
    }
}

#[test]
fn archives_that_two_readers_would_see_differently_are_refused() {
    let good = archive(&[("a.csv", b"a;b\n1;2\n".as_slice()), ("b.csv", b"c")]);
    let mut longer = good.clone();
    longer.extend_from_slice(b"behind");
    assert!(matches!(unpacked(longer), Err(Refusal::Broken)));
    assert!(matches!(unpacked(good[..good.len() - 3].to_vec()), Err(Refusal::Broken)));
    // Both entries point at the same bytes.
    let mut overlapping = good.clone();
    let second = good.windows(4).rposition(|four| four == b"PK\x01\x02").expect("a second entry");
    overlapping[second + 42..second + 46].copy_from_slice(&[0, 0, 0, 0]);
    assert!(matches!(unpacked(overlapping), Err(Refusal::Broken)));
    let mut locked = good;
    locked[second + 8] |= 1;
    assert!(matches!(unpacked(locked), Err(Refusal::Encrypted(name)) if name == "b.csv"));
}

#[test]
fn bombs_and_crowds_are_refused_before_they_are_unpacked() {
    let zeros = vec![0_u8; 8 << 20];
    assert!(matches!(unpacked(archive(&[("a.csv", zeros.as_slice())])), Err(Refusal::Bomb(_))));
    let names: Vec<String> = (0..1_001).map(|at| format!("{at}.csv")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert!(matches!(unpacked(archive(&many)), Err(Refusal::TooMany)));
}
