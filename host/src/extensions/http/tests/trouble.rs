//! Servers that never end, never begin, or are not there.
use super::*;

#[test]
fn an_endless_body_ends_at_the_limit() {
    let server = Server::flooding("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
    let world = world(&server, |config| config.response_bytes = 100_000);
    let answer = world.get(&server, "/").unwrap();
    assert_eq!(text(answer), Err(GuestError::Limit("http response body: at most 100000 bytes".to_owned())));

    let announced = Server::answering(|_| "HTTP/1.1 200 OK\r\ncontent-length: 100001\r\n\r\n".to_owned());
    let refused = world.http.send(
        &scope(),
        &[format!("a.test:{}", announced.address.port())],
        request("GET", &format!("http://a.test:{}/", announced.address.port()), &[], None),
    );
    assert!(refused.is_err());

    let exact = Server::answering(|_| ok(&"x".repeat(50)));
    let small = |most| super::world(&exact, |config| config.response_bytes = most);
    assert_eq!(text(small(50).get(&exact, "/").unwrap()).unwrap().len(), 50);
    assert!(matches!(small(49).get(&exact, "/"), Err(GuestError::Limit(_))));
}

#[test]
fn an_endless_head_ends_at_the_limit() {
    let server = Server::flooding("HTTP/1.1 200 OK\r\nx-a: ");
    let refused = world(&server, |_| {}).get(&server, "/").unwrap_err();
    assert_eq!(refused, GuestError::Limit("http response headers: at most 32768 bytes".to_owned()));
}

#[test]
fn who_is_slow_is_not_waited_for() {
    let quick = |config: &mut PluginHttpConfig| {
        (config.first_byte_ms, config.total_ms) = (100, 300);
    };
    let silent = Server::dribbling("", 0);
    let refused = world(&silent, quick).get(&silent, "/").unwrap_err();
    assert!(
        matches!(&refused, GuestError::Unavailable(text) if text.contains("within 100 ms")),
        "{refused:?}"
    );

    // One byte of the head after the other: each comes soon enough, all of them do not.
    let dribble = Server::dribbling("HTTP/1.1 200 OK\r\n", 10);
    let refused = world(&dribble, quick).get(&dribble, "/").unwrap_err();
    assert!(
        matches!(&refused, GuestError::Unavailable(text) if text.contains("within 100 ms")),
        "{refused:?}"
    );

    let body = Server::dribbling("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", 5);
    let answer =
        world(&body, |config| (config.first_byte_ms, config.total_ms) = (5_000, 600)).get(&body, "/");
    assert_eq!(text(answer.unwrap()), Err(GuestError::Unavailable("the answer took too long".to_owned())));
}

#[test]
fn who_does_not_speak_http_or_is_not_there_is_unavailable() {
    let babbling = Server::answering(|_| "220 smtp.example.com ESMTP\r\n\r\n".to_owned());
    let refused = world(&babbling, |_| {}).get(&babbling, "/").unwrap_err();
    assert!(matches!(&refused, GuestError::Unavailable(text) if text.contains("in HTTP")), "{refused:?}");

    let gone = Server::closed();
    let refused = world(&gone, |_| {}).get(&gone, "/").unwrap_err();
    assert!(
        matches!(&refused, GuestError::Unavailable(text) if text.contains("cannot be reached")),
        "{refused:?}"
    );

    let nameless = world_with(Scripted::new(&[&[]]), &babbling, |_| {});
    let refused = nameless.get(&babbling, "/").unwrap_err();
    assert!(matches!(&refused, GuestError::Unavailable(text) if text.contains("not a name")), "{refused:?}");

    // A server without TLS, asked by https.
    let port = babbling.address.port();
    let url = format!("https://a.test:{port}/");
    let refused = world(&babbling, |_| {}).send(&babbling, request("GET", &url, &[], None)).unwrap_err();
    assert!(matches!(&refused, GuestError::Unavailable(text) if text.contains("trusted")), "{refused:?}");
}

#[test]
fn a_host_that_keeps_failing_is_left_alone_for_a_while() {
    let server = Server::closed();
    let world = world(&server, |_| {});
    for _ in 0..5 {
        world.get(&server, "/").unwrap_err();
    }
    assert_eq!(world.names.asked().len(), 5);
    let refused = world.get(&server, "/").unwrap_err();
    assert!(
        matches!(&refused, GuestError::Unavailable(text) if text.ends_with("asked again in 30 s")),
        "{refused:?}"
    );
    assert_eq!(world.names.asked().len(), 5, "nothing was sent, nothing looked up");
    let port = server.address.port();
    let elsewhere = request("GET", &format!("http://b.test:{port}/"), &[], None);
    world.send(&server, elsewhere).unwrap_err();
    assert_eq!(world.names.asked().len(), 6, "another host is asked");
    world.clock.forward(30);
    world.get(&server, "/").unwrap_err();
    assert_eq!(world.names.asked().len(), 7, "one probe");
    world.get(&server, "/").unwrap_err();
    assert_eq!(world.names.asked().len(), 7);
}

#[test]
fn a_tenant_has_so_many_requests_open_at_one_time() {
    let server = Server::answering(|_| ok("hello"));
    let world = world(&server, |config| config.at_once = 2);
    let held: Vec<HttpResponse> = (0..2).map(|_| world.get(&server, "/").unwrap()).collect();
    let refused = world.get(&server, "/").unwrap_err();
    assert_eq!(refused, GuestError::Limit("http requests at one time: at most 2".to_owned()));
    drop(held);
    assert!(world.get(&server, "/").is_ok());
}
