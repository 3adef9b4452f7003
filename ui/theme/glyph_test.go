package theme

import (
	"reflect"
	"testing"
)

// TestGlyphsHaveAnASCIIFallback looks at each glyph as it is and as a terminal without it shows it.
func TestGlyphsHaveAnASCIIFallback(t *testing.T) {
	g := Unicode()
	for _, r := range runes(reflect.ValueOf(g)) {
		if a := ToASCII(r); a < ' ' || a > '~' || a == '?' {
			t.Errorf("glyph %c has the fallback %q", r, a)
		}
	}
	for name, shown := range map[string]func(rune) rune{"Unicode": func(r rune) rune { return r }, "ASCII": ToASCII} {
		bars := map[rune]Role{' ': Free}
		for _, r := range []Role{Waiting, Timed, Ready, Running} {
			bar := shown(g.Bar(r))
			if o, ok := bars[bar]; ok {
				t.Errorf("%s: %v and %v are drawn alike in the timeline: %c", name, r, o, bar)
			}
			bars[bar] = r
		}
		signs := map[rune]bool{shown(g.Coroutine(true, false)): true, shown(g.Coroutine(false, true)): true,
			shown(g.Coroutine(false, false)): true}
		if len(signs) != 3 || g.Coroutine(true, true) != g.Neither {
			t.Errorf("%s: the signs of coroutines are not told apart: %v", name, signs)
		}
	}
	if g.Bar(Item) != ' ' {
		t.Error("what is no place has a bar in the timeline")
	}
}

// runes gathers every rune of a value.
func runes(v reflect.Value) []rune {
	var all []rune
	switch v.Kind() {
	case reflect.Int32:
		all = append(all, rune(v.Int()))
	case reflect.Array:
		for i := range v.Len() {
			all = append(all, runes(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			all = append(all, runes(v.Field(i))...)
		}
	}
	return all
}

func TestToASCIIIsASCII(t *testing.T) {
	for r := rune(-2); r < 0x11000; r++ {
		if a := ToASCII(r); a < ' ' || a > '~' {
			t.Fatalf("ToASCII(%U) = %q", r, a)
		}
	}
}
