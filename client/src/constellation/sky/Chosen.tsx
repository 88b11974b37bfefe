import { typeset } from '../../i18n/typeset.ts';
import { useT } from '../../i18n/locale.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { GrainBadge } from '../../ui/feedback/Chip.tsx';
import { Neighbours } from '../components/Neighbours.tsx';
import type { GraphNode } from '../graph.ts';
import { useTends } from '../tend/tends.ts';

/** The star tapped: a concept with all that is linked to it, or a project. */
export function Chosen({ node, onChoose }: { node: GraphNode; onChoose: (id: string | null) => void }) {
  const t = useT();
  const tends = useTends();
  const close = (
    <Button variant="quiet" onClick={() => onChoose(null)}>
      {t('ui.close')}
    </Button>
  );
  return (
    <Card className="flex flex-col gap-2.5" label={typeset(node.title)}>
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 text-head" aria-live="polite">
          {typeset(node.title)}
        </h2>
        {node.kind === 'project' && <GrainBadge grains={node.score} />}
      </div>
      {node.kind === 'concept' ? (
        <>
          <Neighbours node={node} onConcept={onChoose} />
          {tends(node.community) && (
            <LinkButton variant="plain" to="/communautes/$id/constellation" params={{ id: node.community }}>
              {t('constellation.tend')}
            </LinkButton>
          )}
          {close}
        </>
      ) : (
        <>
          {node.category && <p className="text-tiny text-soft">{typeset(node.category)}</p>}
          <div className="flex flex-wrap gap-2">
            <LinkButton to="/projets/$id" params={{ id: node.id }} className="flex-1">
              {t('constellation.open')}
            </LinkButton>
            {close}
          </div>
        </>
      )}
    </Card>
  );
}
