package inspection

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// Clamd is ClamAV's service, asked over a socket.
type Clamd struct {
	Network string // unix or tcp
	Address string
	Wait    time.Duration // for a scan, at most
}

// errScanner: a scanner is set up and gives no answer that means something.
var errScanner = errors.New("the virus scanner does not answer")

// Scan sends a content and returns what was found, or nothing, and which scanner looked.
func (c Clamd) Scan(ctx context.Context, content io.Reader) (found, scanner string, err error) {
	scanner, err = c.ask(ctx, "VERSION", nil)
	if err != nil {
		return "", "", err
	}
	said, err := c.ask(ctx, "INSTREAM", content)
	if err != nil {
		return "", "", err
	}
	said = strings.TrimPrefix(said, "stream: ")
	switch {
	case said == "OK":
		return "", plain(scanner), nil
	case strings.HasSuffix(said, " FOUND"):
		return plain(strings.TrimSuffix(said, " FOUND")), plain(scanner), nil
	}
	return "", "", fmt.Errorf("%w: %s", errScanner, plain(said))
}

// ask opens a connection for each command, as clamd likes it.
func (c Clamd) ask(ctx context.Context, command string, content io.Reader) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, c.Wait)
	defer cancel()
	line, err := (&net.Dialer{}).DialContext(ctx, c.Network, c.Address)
	if err != nil {
		return "", fmt.Errorf("%w: %w", errScanner, err)
	}
	defer line.Close() //nolint:errcheck // all is said
	if until, set := ctx.Deadline(); set {
		if err := line.SetDeadline(until); err != nil {
			return "", fmt.Errorf("%w: %w", errScanner, err)
		}
	}
	if _, err := io.WriteString(line, "z"+command+"\x00"); err != nil {
		return "", fmt.Errorf("%w: %w", errScanner, err)
	}
	var broken error // clamd says why it wants no more, if it does
	if content != nil {
		broken = stream(line, content)
	}
	said, err := bufio.NewReader(line).ReadString(0)
	if err != nil {
		return "", fmt.Errorf("%w: %w", errScanner, errors.Join(broken, err))
	}
	return strings.TrimRight(said, "\x00\n"), nil
}

// stream sends a content in chunks, each after its length; one of no length ends it.
func stream(to io.Writer, content io.Reader) error {
	buffer := make([]byte, 64<<10)
	for {
		n, err := content.Read(buffer)
		if n > 0 {
			if err := chunk(to, buffer[:n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return chunk(to, nil)
		}
		if err != nil {
			return err
		}
	}
}

func chunk(to io.Writer, bytes []byte) error {
	if err := binary.Write(to, binary.BigEndian, uint32(len(bytes))); err != nil {
		return err
	}
	_, err := to.Write(bytes)
	return err
}
