package theme

import (
	"reflect"
	"testing"
)

func TestGlyphsHaveAnASCIIFallback(t *testing.T) {
	u, a := Unicode(), ASCII()
	for i, p := range a.each() {
		if *p < ' ' || *p > '~' || *p == '?' {
			t.Errorf("glyph %c has the fallback %q", *u.each()[i], *p)
		}
	}
	for name, g := range map[string]Glyphs{"Unicode": u, "ASCII": a} {
		bars := map[rune]Role{' ': Free}
		for _, r := range []Role{Waiting, Timed, Ready, Running} {
			if o, ok := bars[g.Bar(r)]; ok {
				t.Errorf("%s: %v and %v are drawn alike in the timeline: %c", name, r, o, g.Bar(r))
			}
			bars[g.Bar(r)] = r
		}
		signs := map[rune]bool{g.Coroutine(true, false): true, g.Coroutine(false, true): true,
			g.Coroutine(false, false): true}
		if len(signs) != 3 || g.Coroutine(true, true) != g.Neither {
			t.Errorf("%s: the signs of coroutines are not told apart: %v", name, signs)
		}
	}
	if u.Bar(Item) != ' ' {
		t.Error("what is no place has a bar in the timeline")
	}
}

// TestEachForgetsNoGlyph counts the runes of the type by reflection.
func TestEachForgetsNoGlyph(t *testing.T) {
	var count func(reflect.Type) int
	count = func(ty reflect.Type) int {
		switch ty.Kind() {
		case reflect.Int32:
			return 1
		case reflect.Array:
			return ty.Len() * count(ty.Elem())
		}
		n := 0
		for i := range ty.NumField() {
			n += count(ty.Field(i).Type)
		}
		return n
	}
	var g Glyphs
	if got, want := len(g.each()), count(reflect.TypeFor[Glyphs]()); got != want {
		t.Errorf("each lists %d of %d glyphs", got, want)
	}
}

func TestToASCIIIsASCII(t *testing.T) {
	for r := rune(-2); r < 0x11000; r++ {
		if a := ToASCII(r); a < ' ' || a > '~' {
			t.Fatalf("ToASCII(%U) = %q", r, a)
		}
	}
}
