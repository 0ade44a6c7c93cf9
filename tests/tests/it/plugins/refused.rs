//! Components that are not taken: each with its code and a sentence, and nothing else changed.
use super::components::{built, policy, with_manifest};
use super::{activate, told, upload};
use crate::site::{Part, multipart, on_each_engine, on_each_engine_with};
use elenco::plugins::service;
use elenco_authoring::signature::{SecretKey, generate, sign};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_plugin_is_refused_with_its_code_and_nothing_is_kept() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let whole = policy("strict", "1.0.0", &[], &[]);
        let cut = &whole[..whole.len() / 2];
        let cases: Vec<(&str, Vec<u8>)> = vec![
            ("plugin.no-file", Vec::new()),
            ("plugin.E003", b"MZ no WebAssembly at all".to_vec()),
            ("plugin.E004", b"\0asm\x01\0\0\0".to_vec()),
            ("plugin.E005", cut.to_vec()),
            ("plugin.E007", with_manifest(&whole, &json!({ "capabilities": "all" }))),
            ("plugin.E024", with_manifest(&whole, &json!({ "name": "<b>strict" }))),
            ("plugin.E025", with_manifest(&whole, &json!({ "version": "newest" }))),
            ("plugin.E008", with_manifest(&whole, &json!({ "contract": "9.9" }))),
        ];
        for (code, component) in cases {
            let answer = upload(&admin, &component).await;
            assert_eq!(answer.status, 422, "{code}: {}", answer.text());
            assert!(answer.text().contains(code), "{code}: {}", answer.text());
        }
        let (kind, body) = multipart(&[Part::file("file", "plugin.wasm", &whole)]);
        let torn = body[..body.len() - 200].to_vec();
        let answer = admin.post("/plugins", (kind, torn)).await;
        assert!(answer.text().contains("plugin.no-file"), "an upload that was cut off: {}", answer.text());
        let cx = site.system(&ours.tenant).await;
        let names: Vec<String> =
            service::list_plugins(&cx).await.expect("a list").into_iter().map(|plugin| plugin.name).collect();
        assert!(!names.contains(&"strict".to_owned()), "{names:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_that_needs_what_was_not_declared_never_becomes_active() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let greedy = with_manifest(
            &built("password-policy"),
            &json!({ "name": "greedy", "limits": { "memory": 1_u64 << 40 } }),
        );
        let uploaded = upload(&admin, &greedy).await;
        let refused = if uploaded.status == 422 {
            uploaded
        } else {
            told(&site, &ours, "greedy").await;
            activate(&site, &admin, &ours, "greedy", &[("consent", "true")]).await
        };
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("plugin.E018"), "{}", refused.text());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_signatures_are_required_only_trusted_ones_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plugins.toml");
    let plugins = elenco_tests::server::workspace().join("plugins.toml");
    let text = std::fs::read_to_string(&plugins).expect("plugins.toml");
    let built = plugins.parent().expect("its folder").join("target/plugins");
    let text = text.replace("target/plugins", &built.display().to_string());
    std::fs::write(&file, format!("require-signature = true\n{text}")).expect("written");
    on_each_engine_with(
        |config| config.plugins = file.clone(),
        async |site| {
            let ours = site.organisation("ours").await;
            let admin = site.signed_in(&ours.tenant, "admin").await;
            let component = policy("strict", "1.0.0", &[], &[]);
            let (secret, public) = generate(None).expect("a key");
            let key = SecretKey::open(&secret, None).expect("the key opens");
            let signed = sign(&component, &key, "strict 1.0.0").expect("signed");

            let unsigned = upload(&admin, &component).await;
            assert!(unsigned.text().contains("plugin.signature-required"), "{}", unsigned.text());
            let unknown = upload(&admin, &signed).await;
            assert!(unknown.text().contains("plugin.signature-required"), "{}", unknown.text());

            let no_key =
                admin.form("/plugins/-/publishers", &[("name", "Andes"), ("key", "RWnonsense")]).await;
            assert_eq!(no_key.status, 422);
            assert!(no_key.text().contains("RWnonsense"), "what was typed is kept");
            let key_line = public.to_string();
            let trusted = admin.form("/plugins/-/publishers", &[("name", "Andes"), ("key", &key_line)]).await;
            assert_eq!(trusted.status, 303, "{}", trusted.text());
            assert_eq!(upload(&admin, &signed).await.status, 303);
            let page = admin.get("/plugins/strict").await.text();
            assert!(page.contains("signed by"), "the page says by whom: {page}");

            let mut changed = signed.clone();
            let middle = changed.len() / 2;
            changed[middle] ^= 1;
            let broken = upload(&admin, &changed).await;
            assert_eq!(broken.status, 422, "{}", broken.text());
        },
    )
    .await;
}
