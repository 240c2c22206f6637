use std::time::Instant;
#[test]
fn speed() {
    for f in ["utf8","sjis","gb18030"] {
        let b = std::fs::read(format!("{}/tests/data/shopify_{f}.csv", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let t = Instant::now();
        for _ in 0..50 { let _ = domain::orders::file::read(&b, &mut |_| {}); }
        let whole = t.elapsed()/50;
        let h = b.iter().position(|c| *c==b'\n').unwrap();
        let t = Instant::now();
        for _ in 0..50 { let _ = domain::orders::file::read(&b[..h], &mut |_| {}); }
        println!("{f}: whole {whole:?} headings {:?}", t.elapsed()/50);
        // big
        let body = &b[h+1..];
        let n = if cfg!(debug_assertions) {0} else {5_000u32};
        let mut big = b[..=h].to_vec();
        for i in 0..n {
            let s: Vec<u8> = { let mut v=Vec::with_capacity(body.len()+100); let mut k=0; while k<body.len() { if body[k..].starts_with(b"#1") && (k==0 || body[k-1]==b'\n') { v.extend(format!("#{i}-1").bytes()); k+=2; } else { v.push(body[k]); k+=1; } } v };
            big.extend(s);
        }
        if n>0 {
            let rss = || std::fs::read_to_string("/proc/self/status").unwrap().lines().filter(|l| l.starts_with("VmRSS")||l.starts_with("VmHWM")).collect::<Vec<_>>().join(" ");
            let before = rss();
            for _ in 0..3 {
            let t = Instant::now();
            let r = domain::orders::file::read(&big, &mut |_| {}).unwrap();
            println!("{f}: {} rows {} orders {} MB {:?}", r.rows, r.orders.len(), big.len()/1_000_000, t.elapsed());
            println!("  {before} -> {}", rss());
            }
        }
    }
}
