import "./More.css";
import { Button } from "./Button";
import { useWords } from "./words";

/** The end of a list that comes in pages: how much is shown, and the next page if there is one. */
export function More(props: { shown: number; hasMore: boolean; loading?: boolean; onMore: () => void }) {
  const { shown, hasMore, loading, onMore } = props;
  const { words } = useWords();
  return (
    <div className="ui-more">
      <p className="kern-body kern-body--small kern-body--muted" role="status">
        {words.shown(shown)}
      </p>
      {hasMore && (
        <Button small busy={loading ?? false} onClick={onMore}>
          {words.more}
        </Button>
      )}
    </div>
  );
}
