package quantity

import "strings"

// Ambiguous reports whether a number that somebody wrote, "1.234" or "1,234", may be a thousand or little more than one: it
// has a single separator, up to three digits before it, of which the first is no zero, and three behind it. Files are not
// guessed at: whoever wrote it is asked.
func Ambiguous(written string) bool {
	at := strings.IndexAny(written, ".,")
	return at >= 1 && at <= 3 && len(written) == at+4 && written[0] != '0' && digits(written[:at]) && digits(written[at+1:])
}

func digits(text string) bool {
	return strings.Trim(text, "0123456789") == ""
}
