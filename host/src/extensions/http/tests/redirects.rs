//! Answers that send a plugin elsewhere.
use super::*;

#[test]
fn redirects_are_followed_only_to_where_the_plugin_might_go_itself() {
    let server = Server::answering(|head| {
        let to = head.split_whitespace().nth(1).unwrap().strip_prefix('/').unwrap().to_owned();
        format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n")
    });
    let world = world(&server, |_| {});
    for (to, part) in [
        ("http://169.254.169.254/latest/meta-data/", "granted"),
        ("http://c.test/", "granted"),
        ("//c.test/", "granted"),
        ("http://2852039166/", "granted"),
        ("file:///etc/passwd", "https://"),
        ("gopher://a.test/", "https://"),
        ("http://u:p@a.test/", "user names"),
    ] {
        is_denied(world.get(&server, &format!("/{to}")), part);
    }
}

#[test]
fn a_redirect_takes_no_secrets_to_another_host_and_not_back() {
    let port = Arc::new(Mutex::new(0));
    let known = port.clone();
    let server = Server::answering(move |head| {
        let port = *known.lock().unwrap();
        match head.split_whitespace().nth(1).unwrap() {
            "/one" => "HTTP/1.1 307 T\r\nlocation: /two\r\ncontent-length: 0\r\n\r\n".to_owned(),
            "/two" => {
                format!("HTTP/1.1 307 T\r\nlocation: http://b.test:{port}/three\r\ncontent-length: 0\r\n\r\n")
            }
            "/three" => {
                format!("HTTP/1.1 303 S\r\nlocation: http://a.test:{port}/four\r\ncontent-length: 0\r\n\r\n")
            }
            _ => ok("end"),
        }
    });
    *port.lock().unwrap() = server.address.port();
    let world = world(&server, |_| {});
    let url = format!("http://a.test:{}/one", server.address.port());
    let headers = [
        ("x-key", "{{secret:key}}"),
        ("authorization", "Bearer own"),
        ("cookie", "a=b"),
        ("x-plain", "stays"),
        ("content-type", "text/plain"),
    ];
    let answer = world.send(&server, request("PUT", &url, &headers, Some(b"data"))).unwrap();
    assert_eq!(text(answer).unwrap(), "end");
    let seen = server.seen();
    let has = |at: usize, part: &str| seen[at].contains(part);
    for part in ["s3cret-word", "Bearer own", "a=b", "stays", "data"] {
        assert!(has(0, part) && has(1, part), "{part} goes along on the same host: {seen:?}");
    }
    for part in ["s3cret-word", "Bearer own", "a=b"] {
        assert!(!has(2, part) && !has(3, part), "{part} stays with its host: {seen:?}");
    }
    assert!(has(2, "PUT /three") && has(2, "stays") && has(2, "data"), "307 keeps method and body");
    assert!(has(3, "GET /four") && has(3, "stays") && !has(3, "content-type") && !has(3, "data"), "{seen:?}");
}

#[test]
fn redirects_have_an_end() {
    let server =
        Server::answering(|_| "HTTP/1.1 302 F\r\nlocation: /\r\ncontent-length: 0\r\n\r\n".to_owned());
    let world = world(&server, |_| {});
    let refused = world.get(&server, "/").unwrap_err();
    assert_eq!(refused, GuestError::Limit("http redirects: at most 5".to_owned()));
    assert_eq!(server.seen().len(), 6);
}
