package theme

// The least contrast of words in the theme for projectors: WCAG's enhanced level.
const projectorContrast = 7

// dark is the theme to start with: a calm night ground.
func dark() Theme {
	return paint("dark", "calm colours on a dark ground", colours{
		ground: hex(0x11131a), row: hex(0x272b38),
		text: hex(0xd5d9e3), bright: hex(0xffffff), quiet: hex(0x8b92a3), line: hex(0x5a6072),
		free: hex(0x9aa0ae), ready: hex(0x2fbf8f), running: hex(0xf0c93f), waiting: hex(0xff7a45),
		timed: hex(0x5fb7f2), item: hex(0xc58fd8), trouble: hex(0xff4d6d),
	}, TextContrast)
}

// light is dark's counterpart for bright rooms and print.
func light() Theme {
	return paint("light", "ink on paper", colours{
		ground: hex(0xfbfaf6), row: hex(0xebe8de),
		text: hex(0x2b2a27), bright: hex(0x000000), quiet: hex(0x68655c), line: hex(0x8f8b80),
		free: hex(0x5b6472), ready: hex(0x00795a), running: hex(0x8a6100), waiting: hex(0xb93c08),
		timed: hex(0x0b62a8), item: hex(0x7b3f98), trouble: hex(0xc2003d),
	}, TextContrast)
}

// contrast is for projectors in lit rooms: black on white, places dark and saturated.
func contrast() Theme {
	return paint("contrast", "black on white, for projectors and lit rooms", colours{
		ground: hex(0xffffff), row: hex(0xcfcfcf),
		text: hex(0x000000), bright: hex(0x000000), quiet: hex(0x3d3d3d), line: hex(0x555555),
		free: hex(0x4a4a4a), ready: hex(0x006040), running: hex(0x6b4a00), waiting: hex(0xa02c00),
		timed: hex(0x0048a8), item: hex(0x75209a), trouble: hex(0xb00030),
	}, projectorContrast)
}

// colourblind keeps places, items and trouble apart for all three kinds of dichromacy, by
// lightness as much as by hue; a test simulates them.
func colourblind() Theme {
	return paint("colourblind", "places apart under every kind of colour blindness", colours{
		ground: hex(0x11131a), row: hex(0x272b38),
		text: hex(0xd5d9e3), bright: hex(0xffffff), quiet: hex(0x8b92a3), line: hex(0x5a6072),
		free: hex(0xdfe5ee), ready: hex(0x35dca0), running: hex(0xffd000), waiting: hex(0xe65316),
		timed: hex(0x3a8cff), item: hex(0xa878c8), trouble: hex(0xc85a74),
	}, TextContrast)
}
