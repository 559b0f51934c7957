package store

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"allmende/domain/access"
	"allmende/ports/driven"
)

// Bucket keeps them in a bucket of a store that speaks S3.
type Bucket struct {
	client *minio.Client
	name   string
	prefix string
}

var _ driven.Files = Bucket{}

// InBucket reaches a bucket by an address as https://key:secret@s3.example/bucket/prefix?region=de, and
// fails where it is not there: documents are not lost at the first upload, but missed at the start.
func InBucket(ctx context.Context, address *url.URL) (Bucket, error) {
	secret, _ := address.User.Password()
	client, err := minio.New(address.Host, &minio.Options{
		Creds: credentials.NewStaticV4(address.User.Username(), secret, ""), Secure: address.Scheme == "https",
		Region: address.Query().Get("region"), BucketLookup: minio.BucketLookupPath,
	})
	if err != nil {
		return Bucket{}, fmt.Errorf("reach the store of documents: %w", err)
	}
	name, prefix, _ := strings.Cut(strings.Trim(address.Path, "/"), "/")
	there, err := client.BucketExists(ctx, name)
	if err != nil {
		return Bucket{}, fmt.Errorf("reach the bucket %s: %w", name, err)
	}
	if !there {
		return Bucket{}, fmt.Errorf("there is no bucket %s at %s: make one, it is not made by itself", name, address.Host)
	}
	return Bucket{client, name, prefix}, nil
}

func (b Bucket) object(hash string) string {
	return strings.TrimPrefix(b.prefix+"/"+hash[:2]+"/"+hash, "/")
}

// Put sends the file in one request: a store shows an object when all of it is there, and no
// parts of what broke off are left for which somebody pays.
func (b Bucket) Put(ctx context.Context, hash string, content io.ReadSeeker, size int64) error {
	if !hashText.MatchString(hash) {
		return errName
	}
	if there, err := b.client.StatObject(ctx, b.name, b.object(hash), minio.StatObjectOptions{}); err == nil && there.Size == size {
		return nil
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("store a file: %w", err)
	}
	sent, err := b.client.PutObject(ctx, b.name, b.object(hash), content, size, minio.PutObjectOptions{ContentType: "application/octet-stream", DisableMultipart: true})
	if err != nil {
		return fmt.Errorf("store a file: %w", err)
	}
	if sent.Size != size {
		return fmt.Errorf("store a file: %d of %d bytes were taken", sent.Size, size)
	}
	return nil
}

// Copy reads the file and makes sure that it is still what its name says.
func (b Bucket) Copy(ctx context.Context, hash string, to io.Writer) error {
	if !hashText.MatchString(hash) {
		return errName
	}
	object, err := b.client.GetObject(ctx, b.name, b.object(hash), minio.GetObjectOptions{})
	if err != nil {
		return fmt.Errorf("read a file: %w", err)
	}
	defer object.Close() //nolint:errcheck // nothing was written
	if _, err := object.Stat(); err != nil {
		if minio.ToErrorResponse(err).StatusCode == http.StatusNotFound {
			return access.ErrNotFound
		}
		return fmt.Errorf("read a file: %w", err)
	}
	return copied(to, hash, object)
}
