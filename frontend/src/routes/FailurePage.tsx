import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { Problem } from "../api/problem";
import { sentenceOf } from "../text/problems";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { PageHeader } from "../ui/PageHeader";
import { Footer } from "./Footer";
import { Masthead } from "./Masthead";
import { NotFoundPage } from "./NotFoundPage";
import "./Shell.css";

/** Stands where a page could not be loaded or drawn. */
export function FailurePage(props: ErrorComponentProps) {
  const { error } = props;
  const text = useText(shared).failure;
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const problem = error instanceof Problem ? error : undefined;
  if (problem?.status === 404) return <NotFoundPage />;
  return (
    <div className="ui-page">
      <PageHeader title={text.title} />
      <Alert tone="danger" title={problem ? sentenceOf(problem) : text.text}>
        {problem?.instance && text.reference(problem.instance)}
      </Alert>
      <div>
        <Button
          variant="primary"
          icon="autorenew"
          onClick={() => {
            queries.reset();
            router.invalidate();
          }}
        >
          {text.retry}
        </Button>
      </div>
    </div>
  );
}

/** The same for the whole service: who is signed in could not be asked. */
export function BareFailure(props: ErrorComponentProps) {
  return (
    <div className="shell">
      <Masthead session={undefined} />
      <main className="shell__content shell__content--bare">
        <FailurePage {...props} />
      </main>
      <Footer />
    </div>
  );
}
