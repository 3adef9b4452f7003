package command

import (
	"strings"
	"testing"
)

func TestLackingText(t *testing.T) {
	for _, one := range []struct {
		letters string
		want    string
	}{
		{"", ""},
		{"🎉", "1 letter has no picture in the fonts at hand: signs 🎉 (U+1F389); it is an empty box. An .svg"},
		{"ไก🎉", "3 letters have no picture in the fonts at hand: Thai ไ (U+0E44), ก (U+0E01); signs 🎉 " +
			"(U+1F389); they are empty"},
		{"กขฃคฅฆงจฉชซฌญฎ", "ฌ (U+0E0C), 2 more; they are empty boxes."},
	} {
		if got := lackingText([]rune(one.letters)); !strings.Contains(got, one.want) ||
			(got == "") != (one.want == "") {
			t.Errorf("of %q it is said: %s", one.letters, got)
		}
	}
}
