import { shared } from "../text/shared";
import { useText } from "../text/text";
import { PageHeader } from "../ui/PageHeader";
import { ButtonLink } from "./links";

/** Stands for what is not there, and just so for what one may not know of. */
export function NotFoundPage() {
  const text = useText(shared).notFound;
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.text} />
      <div>
        <ButtonLink to="/" variant="primary">
          {text.home}
        </ButtonLink>
      </div>
    </div>
  );
}
