;; Counts the keys of a JSON text: see count-raw-members.ts.
(module
  (memory (export "memory") 1)
  ;; The text begins at 2; the two bytes before it are those before it in the body, and 16 zeros follow it.
  ;; Gives -1 for a text that has to be read as JSON.
  (func (export "count") (param $end i32) (result i32)
    (local $at i32)
    (local $count i32)
    (local $before v128)
    (local $colons v128)
    (local $keys v128)
    (local $unsure v128)
    (local.set $at (i32.const 2))
    (loop $next
      (local.set $before (v128.load (i32.sub (local.get $at) (i32.const 1))))
      ;; ":"
      (local.set $colons (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 0x3a))))
      ;; a quote before it
      (local.set $keys
        (v128.and (local.get $colons) (i8x16.eq (local.get $before) (i8x16.splat (i32.const 0x22)))))
      ;; a backslash before the quote, or white space before the colon
      (local.set $unsure
        (v128.or
          (local.get $unsure)
          (v128.or
            (v128.and
              (local.get $keys)
              (i8x16.eq
                (v128.load (i32.sub (local.get $at) (i32.const 2)))
                (i8x16.splat (i32.const 0x5c))))
            (v128.and
              (local.get $colons)
              (i8x16.le_u (local.get $before) (i8x16.splat (i32.const 0x20)))))))
      (local.set $count
        (i32.add (local.get $count) (i32.popcnt (i8x16.bitmask (local.get $keys)))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (select (i32.const -1) (local.get $count) (v128.any_true (local.get $unsure)))))
