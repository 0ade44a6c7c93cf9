//! What is refused before anything is sent, or before it is connected.
use super::*;

#[test]
fn hosts_that_were_not_granted_are_denied_before_anything_happens() {
    let server = Server::answering(|_| ok(""));
    let world = world(&server, |_| {});
    let port = server.address.port();
    for url in [
        format!("http://c.test:{port}/"),
        "http://a.test/".to_owned(),
        format!("http://sub.a.test:{port}/"),
        format!("http://[::1]:{port}/"),
    ] {
        is_denied(world.send(&server, request("GET", &url, &[("a", "{{secret:key}}")], None)), "granted");
    }
    is_denied(world.send(&server, request("GET", "ftp://a.test/", &[], None)), "https://");
    is_denied(
        world.send(&server, request("GET", &format!("http://u:p@a.test:{port}/"), &[], None)),
        "user names",
    );
    assert!(world.names.asked().is_empty() && server.seen().is_empty());
}

#[test]
fn plain_http_and_further_hosts_are_the_operators_to_allow() {
    let server = Server::answering(|_| ok(""));
    let port = server.address.port();
    let plain = world(&server, |config| config.plain_hosts.clear());
    is_denied(plain.get(&server, "/"), "https only");
    let narrow = world(&server, |config| config.hosts = vec![format!("b.test:{port}")]);
    is_denied(narrow.get(&server, "/"), "operator");
    let url = format!("http://b.test:{port}/");
    assert!(narrow.send(&server, request("GET", &url, &[], None)).is_ok());
    assert!(server.seen().len() == 1);
}

#[test]
fn addresses_that_are_not_public_are_denied_in_every_spelling() {
    let server = Server::answering(|_| ok(""));
    let world =
        world_with(Scripted::new(&[&[server.address]]), &server, |config| config.allow_private.clear());
    is_denied(world.get(&server, "/"), "not public");
    for host in ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"] {
        let url = format!("http://{host}:{}/", server.address.port());
        is_denied(world.send(&server, request("GET", &url, &[], None)), "not public");
    }
    // One bad address among good ones is enough.
    let mixed: [SocketAddr; 2] = ["93.184.215.14:80".parse().unwrap(), server.address];
    let world = world_with(Scripted::new(&[&mixed]), &server, |config| config.allow_private.clear());
    is_denied(world.get(&server, "/"), "not public");
    for address in ["[::ffff:127.0.0.1]:80", "[64:ff9b::7f00:1]:80", "169.254.169.254:80", "[fd00::1]:80"] {
        let address: SocketAddr = address.parse().unwrap();
        let world = world_with(Scripted::new(&[&[address]]), &server, |_| {});
        is_denied(world.get(&server, "/"), "not public");
    }
    assert!(server.seen().is_empty());
}

#[test]
fn a_name_that_turns_private_after_its_first_answer_is_caught() {
    // The first answer is allowed, the second is not: asked twice for one request, the second would be connected to.
    let server = Server::answering(|head| {
        if head.starts_with("GET /again") {
            "HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n".to_owned()
        } else {
            ok("reached")
        }
    });
    let inside: SocketAddr = "127.0.0.2:1".parse().unwrap();
    let world = world_with(Scripted::new(&[&[server.address], &[inside]]), &server, |_| {});
    assert_eq!(text(world.get(&server, "/").unwrap()).unwrap(), "reached");
    assert_eq!(world.names.asked().len(), 1);
    is_denied(world.get(&server, "/"), "not public");

    let world = world_with(Scripted::new(&[&[server.address], &[inside]]), &server, |_| {});
    is_denied(world.get(&server, "/again"), "not public");
    assert_eq!(world.names.asked().len(), 2, "each step of a redirect is looked up and checked");
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn headers_that_run_the_connection_and_broken_lines_are_refused() {
    let server = Server::answering(|_| ok(""));
    let world = world(&server, |_| {});
    let url = format!("http://a.test:{}/", server.address.port());
    for (name, value) in [
        ("Host", "b.test"),
        ("content-length", "5"),
        ("Transfer-Encoding", "chunked"),
        ("Connection", "keep-alive"),
        ("Proxy-Authorization", "x"),
        ("upgrade", "h2c"),
        ("expect", "100-continue"),
        ("x-a", "a\r\nx-b: c"),
        ("x-a", "a\nb"),
        ("x-a\r\nx-b", "c"),
        ("x a", "c"),
        ("", "c"),
        ("x-a", "ñ"),
        ("x-a", "\0"),
        ("x-a", "{{secret:unknown}}"),
        ("x-a", "{{secret:key"),
        ("x-a", "{{secret:lines}}"),
    ] {
        match world.send(&server, request("GET", &url, &[(name, value)], None)) {
            Err(GuestError::Invalid(problem)) => {
                assert_eq!(problem.field, "headers");
                assert!(!problem.message.contains("evil"), "{}", problem.message);
            }
            other => panic!("{name}: {value}: {other:?}"),
        }
    }
    let many: Vec<(&str, &str)> = (0..65).map(|_| ("x-a", "b")).collect();
    let long = "x".repeat(17 << 10);
    for headers in [&many[..], &[("x-a", long.as_str())]] {
        let refused = world.send(&server, request("GET", &url, headers, None)).unwrap_err();
        assert!(matches!(refused, GuestError::Limit(_)), "{refused:?}");
    }
    assert!(server.seen().is_empty());
}

#[test]
fn methods_and_bodies_are_those_that_were_promised() {
    let server = Server::answering(|head| {
        if head.starts_with("HEAD") {
            "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n".to_owned()
        } else {
            ok("x")
        }
    });
    let world = world(&server, |_| {});
    let url = format!("http://a.test:{}/", server.address.port());
    for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
        let answer = world.send(&server, request(method, &url, &[], None)).unwrap();
        assert_eq!(text(answer).unwrap(), if method == "HEAD" { "" } else { "x" }, "{method}");
    }
    for method in ["CONNECT", "TRACE", "OPTIONS", "get", "", "GET / HTTP/1.1\r\nx: y"] {
        let refused = world.send(&server, request(method, &url, &[], None)).unwrap_err();
        assert!(matches!(refused, GuestError::Unsupported(_)), "{method}: {refused:?}");
    }
    let refused = world.send(&server, request("GET", &url, &[], Some(b"x"))).unwrap_err();
    assert!(matches!(refused, GuestError::Invalid(_)), "{refused:?}");
    let large = vec![0; (1 << 20) + 1];
    let refused = world.send(&server, request("POST", &url, &[], Some(&large))).unwrap_err();
    assert_eq!(refused, GuestError::Limit("http request body: at most 1048576 bytes".to_owned()));
    assert_eq!(server.seen().len(), 6);
}

#[test]
fn a_wrong_exception_is_told_at_start() {
    let config =
        PluginHttpConfig { allow_private: vec!["localhost".to_owned()], ..PluginHttpConfig::default() };
    let clock = Arc::new(FakeClock::default());
    let refused = PluginHttp::new(&config, Scripted::new(&[&[]]), Arc::new(Safe), clock).err().unwrap();
    assert!(refused.contains("`localhost`"), "{refused}");
}
